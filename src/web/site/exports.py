"""Taking out everything that one has here."""

import os

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wsgi import wrap_file

from domain.ids import ExportId
from services.accounts.exporting import Exporting
from web.access import proved, signed_in
from web.page_context import now
from web.viewer import browser, own_account

bp = Blueprint("exports", __name__)

LOOK_AGAIN = 5
"""Seconds after which a browser asks anew how far an export is (the Refresh header, HTML section 4.2.5.3)."""

CHUNK = 64 * 1024


@bp.get("/settings/export")
@signed_in
@inject
def show(exporting: Exporting = Provide["accounts.exporting"]) -> ResponseReturnValue:
    export = exporting.newest(own_account())
    is_running = export is not None and export.is_running(now())
    response = make_response(
        render_template(
            "settings/export.html",
            export=export,
            is_running=is_running,
            may_be_taken=export is not None and export.may_be_taken(now()),
        )
    )
    if is_running:
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response


@bp.post("/settings/export")
@signed_in
@proved
@inject
def create(exporting: Exporting = Provide["accounts.exporting"]) -> ResponseReturnValue:
    exporting.ask(own_account(), browser=browser())
    return redirect(url_for("exports.show", done="export-asked"), 303)


@bp.get("/settings/export/<int:export_id>")
@signed_in
@proved
@inject
def download(export_id: int, exporting: Exporting = Provide["accounts.exporting"]) -> ResponseReturnValue:
    archive = exporting.take(own_account(), ExportId(export_id), browser=browser())
    size = archive.seek(0, os.SEEK_END)
    archive.seek(0)
    response = Response(
        wrap_file(request.environ, archive, CHUNK), mimetype="application/zip", direct_passthrough=True
    )
    response.content_length = size
    response.headers.set("Content-Disposition", "attachment", filename=f"stoa-export-{now():%Y-%m-%d}.zip")
    return response
