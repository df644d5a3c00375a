FROM python:3.13-slim AS dependencies
COPY bin/_uv.txt /tmp/
RUN pip install --no-cache-dir --require-hashes -r /tmp/_uv.txt
WORKDIR /app
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
COPY pyproject.toml uv.lock .python-version ./
RUN uv sync --frozen --no-dev --no-cache

FROM python:3.13-slim
# Whoever breaks out of the server is nobody; the data folder is the only place this user may write to.
RUN useradd --system --uid 10001 --home-dir /data liveboard && install -d -o liveboard -g liveboard /data /data/static
WORKDIR /app
COPY --from=dependencies /app/.venv .venv
COPY . .
RUN .venv/bin/python -m compileall -q board_project boards
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LIVEBOARD_BIND=0.0.0.0 \
    LIVEBOARD_PORT=8000 \
    LIVEBOARD_URL=http://localhost \
    LIVEBOARD_DATA=/data
USER liveboard
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s \
    CMD ["python", "bin/_healthy.py"]
CMD ["sh", "-c", "python manage.py prepare && exec python manage.py serve"]
