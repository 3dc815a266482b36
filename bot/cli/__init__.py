"""`chek`: the operator's and developer's tool."""

import typer

from bot.cli import agencies, case, content, directory, doctor, line, talk, train, trends, understand

app = typer.Typer(help="เช็กก่อนไป: tools for operators and developers.", no_args_is_help=True)
app.command("understand")(understand.understand)
app.command("talk")(talk.talk)
app.command("train")(train.train)
app.command("doctor")(doctor.doctor)
app.add_typer(case.app, name="case")
app.command("trends")(trends.trends)
app.add_typer(agencies.app, name="agencies")
app.add_typer(trends.app, name="offers")
app.add_typer(content.app, name="content")
app.add_typer(directory.app, name="directory")
app.add_typer(line.app, name="line")
