"""What an admin decides about the place."""

from dependency_injector.wiring import Provide, inject
from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import EditedMeanwhile, Invalid
from services.place_keeping import PlaceKeeping
from web.access import admin
from web.forms.admin import PlaceForm
from web.forms.form import Form
from web.page_context import place
from web.viewer import viewer

bp = Blueprint("place", __name__)


@bp.get("/admin/place")
@admin
def edit() -> ResponseReturnValue:
    card = place()
    return _page(
        Form(
            {
                "place_name": card.name,
                "tagline": card.tagline,
                "registration": card.registration.value,
                "staff_need_second_factor": card.staff_need_second_factor,
                "members_may_invite": card.members_may_invite,
                "version": card.version,
            }
        )
    )


@bp.post("/admin/place")
@admin
@inject
def update(keeping: PlaceKeeping = Provide["place_keeping"]) -> ResponseReturnValue:
    sent = PlaceForm.read()
    try:
        keeping.change(
            name=sent.place_name,
            tagline=sent.tagline,
            registration=sent.registration,
            staff_need_second_factor=sent.staff_need_second_factor,
            members_may_invite=sent.members_may_invite,
            version=sent.version,
            by=viewer(),
        )
    except Invalid as invalid:
        return _page(Form.sent(sent, invalid.fields)), 422
    except EditedMeanwhile as meanwhile:
        form = Form(sent.model_dump() | {"version": place().version}, {"place_name": meanwhile.sentence})
        return _page(form), 409
    return redirect(url_for("place.edit", done="place-saved"), 303)


def _page(form: Form) -> str:
    """`fixed` is how people join where the settings say so, whatever is chosen here."""
    return render_template(
        "admin/place.html", form=form, fixed=current_app.extensions["stoa.settings"].registration
    )
