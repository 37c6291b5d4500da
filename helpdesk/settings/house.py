"""What the surroundings decide."""

import base64

from helpdesk.environment import env

SECRET_KEY = env.secret_key
FIELD_KEYS = [base64.b64decode(key) for key in env.field_keys.split(",")]
DEBUG = env.debug
BASE_DOMAIN = env.base_domain
SITE_SCHEME = env.site_scheme
SITE_PORT_SUFFIX = env.port_suffix
SIGN_UP_OPEN = env.sign_up_open
VAR_DIR = env.var_dir

# Hosts are checked by the tenants' middleware against the Domain table: an unknown one gets a plain 404.
ALLOWED_HOSTS = ["*"]
