package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.api.GatewayClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hewn strategies}: the placement strategies on offer. */
@Command(
        name = "strategies",
        description = "Shows the placement strategies on offer at this moment.",
        footer = {"", "Examples:", "  hewn strategies", "  hewn strategies --json"})
final class StrategiesCommand implements Callable<Integer> {
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
            output.line(client.json("/strategies"));
        } else {
            client.strategies().forEach(output::line);
        }
        return 0;
    }
}
