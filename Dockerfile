# The product as one image: web, worker, beat and watcher differ only in their command.
FROM python:3.12-slim

# Pango and a font draw the PDFs; gettext compiles the German texts.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core fonts-noto-color-emoji gettext \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/data
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

COPY . .
RUN useradd --system --uid 1000 --home-dir /data helpdesk \
    && mkdir -p /data/files \
    && python -c "from pathlib import Path; from sandbox.catalogues import compile_all; compile_all(Path())" \
    && SECRET_KEY=only-for-collecting-static-files-while-building \
       FIELD_KEYS=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
       DATABASE_URL=postgresql://nobody@nowhere/none REDIS_URL=redis://nowhere \
       python manage.py collectstatic --no-input --verbosity 0 \
    && chown -R helpdesk: /data
USER helpdesk

# Only the customers' files outlive a container; the collected static files belong to the image.
VOLUME /data/files
EXPOSE 8000
CMD ["gunicorn", "helpdesk.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "8", "--max-requests", "2000", "--max-requests-jitter", "200"]
