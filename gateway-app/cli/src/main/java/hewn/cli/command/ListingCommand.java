package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.ExitStatus;
import hewn.cli.api.GatewayClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that shows what one route of the admin API has: for people, or as it is. */
abstract class ListingCommand implements Callable<Integer> {
    private final String route;

    @Spec
    private CommandSpec spec;

    @Mixin
    private GatewayOptions gateway;

    @Option(names = "--json", description = "Print JSON, as the admin API has it.")
    private boolean json;

    ListingCommand(String route) {
        this.route = route;
    }

    @Override
    public final Integer call() throws CliException {
        Output output = Output.of(spec);
        GatewayClient client = gateway.client();
        if (json) {
            output.line(client.json(route()));
        } else {
            print(client, output);
        }
        return ExitStatus.OK;
    }

    /** Which route it shows. */
    String route() {
        return route;
    }

    /** Shows it to people. */
    abstract void print(GatewayClient client, Output output) throws CliException;
}
