"""Forms a workspace designs, their submissions and PDFs (C-46); its door opens with a later release."""
