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
        output.line(Table.of(deployments)
                .figures("GENERATION", Deployment::generation)
                .words("MODEL", d -> d.model() + "/" + d.version())
                .words("LABEL", StatusCommand::label)
                .words("STATE", Deployment::state)
                .words("DEVICES", StatusCommand::devices)
                .figures("ANSWERS", d -> count(d, Deployment.Statistics::answers))
                .figures("REJECTED", d -> count(d, Deployment.Statistics::rejections))
                .figures("REPEATED", d -> count(d, Deployment.Statistics::repetitions))
                .words("PROGRESS", Deployment::progress));
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

    private static String devices(Deployment deployment) {
        return deployment.stages().stream().map(Deployment.Stage::device).collect(Collectors.joining(" > "));
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
