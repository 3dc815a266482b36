"""`chek line`: sets up a real LINE channel: rich menu and webhook."""

from pathlib import Path
from typing import Annotated

import httpx
import typer
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    RichMenuRequest,
    SetWebhookEndpointRequest,
    TestWebhookEndpointRequest,
)
from linebot.v3.messaging.exceptions import ApiException

import content
from bot.line import rich_menu
from bot.settings import Settings, SettingsError, load

app = typer.Typer(help="The LINE channel.", no_args_is_help=True)
TIMEOUT = (5.0, 30.0)


@app.command("menu-image")
def menu_image(
    output: Annotated[Path, typer.Option(help="Where to write the PNG.")] = Path("rich-menu.png"),
) -> None:
    """Draw the rich menu's picture."""
    output.write_bytes(rich_menu.image(content.load()))
    typer.echo(f"{output}: {output.stat().st_size} bytes")


@app.command()
def setup(
    webhook: Annotated[str, typer.Option(help="The bot's public address, https://…/line/webhook.")],
) -> None:
    """Create the rich menu, set the webhook and test it. May be run again: older menus of ours are replaced."""
    try:
        settings = load()
    except SettingsError as error:
        raise typer.BadParameter(str(error)) from None
    if not (webhook.startswith("https://") or settings.local):
        raise typer.BadParameter("LINE takes only an https:// address")
    configuration = Configuration(access_token=settings.line_channel_access_token, host=settings.line_api_base_url)
    try:
        with ApiClient(configuration) as client:
            _set_up(MessagingApi(client), settings, webhook)
    except ApiException as error:
        typer.echo(f"LINE answered {error.status}: check LINE_CHANNEL_ACCESS_TOKEN", err=True)
        raise typer.Exit(1) from None


def _set_up(api: MessagingApi, settings: Settings, webhook: str) -> None:
    typer.echo(f"channel: {api.get_bot_info(_request_timeout=TIMEOUT).display_name}")
    menu = rich_menu.definition(content.load())
    older = [
        old.rich_menu_id
        for old in api.get_rich_menu_list(_request_timeout=TIMEOUT).richmenus
        if old.name == menu["name"]
    ]
    menu_id = api.create_rich_menu(RichMenuRequest.from_dict(menu), _request_timeout=TIMEOUT).rich_menu_id
    _upload(settings, menu_id)
    api.set_default_rich_menu(menu_id, _request_timeout=TIMEOUT)
    for old in older:
        api.delete_rich_menu(old, _request_timeout=TIMEOUT)
    typer.echo("rich menu: set for everybody")
    api.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint=webhook), _request_timeout=TIMEOUT)
    result = api.test_webhook_endpoint(TestWebhookEndpointRequest(endpoint=webhook), _request_timeout=TIMEOUT)
    typer.echo(f"webhook: {'LINE reaches it' if result.success else f'LINE got {result.status_code} {result.reason}'}")
    typer.echo("In LINE's console: turn on 'Use webhook' and 'Webhook redelivery', turn off greeting and auto-reply.")
    if not result.success:
        raise typer.Exit(1)


def _upload(settings: Settings, menu_id: str) -> None:
    """The picture goes to LINE's other host, which the SDK has fixed; so we send it ourselves."""
    response = httpx.post(
        f"{settings.line_data_api_base_url}/v2/bot/richmenu/{menu_id}/content",
        content=rich_menu.image(content.load()),
        headers={
            "Authorization": f"Bearer {settings.line_channel_access_token}",
            "Content-Type": "image/png",
        },
        timeout=30,
    )
    if response.is_error:
        typer.echo(f"LINE answered {response.status_code} to the rich menu's picture", err=True)
        raise typer.Exit(1)
