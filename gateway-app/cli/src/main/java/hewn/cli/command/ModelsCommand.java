package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.api.GatewayClient;
import hewn.cli.api.Model;
import hewn.cli.text.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hewn models}: the models in the repository. */
@Command(
        name = "models",
        description = "Shows the models in the gateway's repository, and which of them are served.",
        footer = {"", "Examples:", "  hewn models", "  hewn models --json"})
final class ModelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Print JSON, as the admin API has it.")
    private boolean json;

    @Override
    public Integer call() throws CliException {
        Output output = Output.of(spec);
        GatewayClient client = gateway.client();
        if (json) {
            output.line(client.json("/models"));
        } else {
            print(client.models(), output);
        }
        return 0;
    }

    private static void print(List<Model> models, Output output) {
        if (models.isEmpty()) {
            output.line("The repository is empty. 'hewn deploy PATH --model NAME' fills it.");
            return;
        }
        Table table = new Table("MODEL", "VERSION", "SERVED BY");
        models.forEach(model ->
                model.versions().forEach(version -> table.row(model.name(), version.version(), servedBy(version))));
        output.line(table);
    }

    private static String servedBy(Model.Version version) {
        return version.serving()
                .map(s -> "generation " + s.generation() + (s.available() ? "" : " (not now)"))
                .orElse("-");
    }
}
