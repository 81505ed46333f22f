package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.api.GatewayClient;
import picocli.CommandLine.Command;

/** {@code hewn strategies}: the placement strategies on offer. */
@Command(
        name = "strategies",
        description = "Shows the placement strategies on offer at this moment, and what keeps others from it.",
        footer = {"", "Examples:", "  hewn strategies", "  hewn strategies --json"})
final class StrategiesCommand extends ListingCommand {
    StrategiesCommand() {
        super("/strategies");
    }

    @Override
    void print(GatewayClient client, Output output) throws CliException {
        client.strategies().forEach(output::line);
        client.quarantined()
                .forEach(set -> output.note("'" + set.strategy() + "' is not asked any more: " + set.reason()
                        + ". Replace its jar in the gateway's load folder."));
        client.unusable().forEach(output::note);
    }
}
