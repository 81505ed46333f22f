package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.api.GatewayClient;
import hewn.cli.api.Model;
import hewn.cli.text.Table;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code hewn models}: the models in the repository. */
@Command(
        name = "models",
        description = "Shows the models in the gateway's repository, and which of them are served.",
        footer = {"", "Examples:", "  hewn models", "  hewn models --json"})
final class ModelsCommand extends ListingCommand {
    ModelsCommand() {
        super("/models");
    }

    @Override
    void print(GatewayClient client, Output output) throws CliException {
        print(client.models().list(), output);
    }

    private static void print(List<Model> models, Output output) {
        if (models.isEmpty()) {
            output.line("The repository is empty. 'hewn deploy PATH --model NAME' fills it.");
            return;
        }
        List<Row> rows = models.stream()
                .flatMap(model -> model.versions().stream().map(version -> new Row(model.name(), version)))
                .toList();
        output.line(Table.of(rows)
                .words("MODEL", Row::model)
                .figures("VERSION", row -> row.version().version())
                .words("SERVED BY", row -> servedBy(row.version())));
    }

    private static String servedBy(Model.Version version) {
        return version.serving()
                .map(s -> "generation " + s.generation() + (s.available() ? "" : " (not now)"))
                .orElse("-");
    }

    private record Row(String model, Model.Version version) {}
}
