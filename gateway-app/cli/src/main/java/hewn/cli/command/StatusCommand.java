package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.api.Deployment;
import hewn.cli.api.GatewayClient;
import hewn.cli.api.Status;
import hewn.cli.text.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code hewn status}: the gateway at a glance. */
@Command(
        name = "status",
        description = "Shows the gateway, what it serves, and what is on its way.",
        footer = {"", "Examples:", "  hewn status", "  hewn status --json | jq .devicesOnline"})
final class StatusCommand extends ListingCommand {
    StatusCommand() {
        super("/status");
    }

    @Override
    void print(GatewayClient client, Output output) throws CliException {
        print(client.status(), new HealthText(client.health(), client.gateway().toString()), output);
        print(client.deployments().list(), output);
    }

    private static void print(Status status, HealthText health, Output output) {
        output.line("gateway      " + status.http() + ", version " + status.version() + ", site " + status.site()
                + ", up " + up(status.uptimeSeconds()));
        output.line("health       " + health);
        output.line("broker       " + status.broker() + (status.brokerConnected() ? "" : " (not connected)"));
        output.line("devices      " + status.devicesOnline() + " online");
        output.line("strategies   " + String.join(", ", status.strategies()));
        output.line("");
    }

    private static String up(long seconds) {
        return Duration.ofSeconds(seconds).toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static void print(List<Deployment> deployments, Output output) {
        if (deployments.isEmpty()) {
            output.line("Nothing is deployed. 'hewn deploy PATH --model NAME' does it.");
            return;
        }
        Table table = new Table(
                "GENERATION", "MODEL", "LABEL", "STATE", "DEVICES", "ANSWERS", "REJECTED", "REPEATED", "PROGRESS");
        deployments.forEach(d -> table.row(
                d.generation(),
                d.model() + "/" + d.version(),
                label(d),
                d.state(),
                d.stages().stream().map(Deployment.Stage::device).collect(Collectors.joining(" > ")),
                count(d, Deployment.Statistics::answers),
                count(d, Deployment.Statistics::rejections),
                count(d, Deployment.Statistics::repetitions),
                d.progress()));
        output.line(table);
        deployments.stream()
                .filter(deployment -> !deployment.state().equals("RETIRED")
                        || deployment.failure().isPresent())
                .forEach(deployment -> why(deployment, output));
    }

    private static String label(Deployment deployment) {
        return deployment
                .label()
                .map(label -> label + " " + Math.round(100 * deployment.share().orElse(1.0)) + " %")
                .orElse("-");
    }

    private static String count(Deployment deployment, ToLongFunction<Deployment.Statistics> what) {
        return deployment
                .statistics()
                .map(statistics -> Long.toString(what.applyAsLong(statistics)))
                .orElse("-");
    }

    private static void why(Deployment deployment, Output output) {
        WhyText why = new WhyText(deployment);
        if (!why.isEmpty()) {
            output.line("");
            output.line("Generation " + deployment.generation() + ":");
            output.line(why);
        }
    }
}
