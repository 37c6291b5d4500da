// What can be done for some seconds only goes when they are over.
import { each } from "./each.js";

each("[data-seconds]", (element) => setTimeout(() => element.remove(), Number(element.dataset.seconds) * 1000));
