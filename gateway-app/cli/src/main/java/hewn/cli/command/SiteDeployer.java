package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.api.Deployment;
import hewn.cli.api.GatewayClient;
import hewn.cli.api.Order;
import hewn.cli.local.ModelFolder;
import java.util.Optional;

/** Puts models to work on a site of this machine, evenly cut. */
record SiteDeployer(GatewayClient client, Output output) {
    private static final String STRATEGY = "even-split";

    long upload(String name, ModelFolder model) throws CliException {
        return client.models().upload(name, model.version(), model.folder(), (done, total) -> {});
    }

    /** Waits until it serves. */
    Deployment serve(String name, long version, int slices) throws CliException {
        return serve(name, version, Optional.of(STRATEGY).filter(client.strategies()::contains), slices);
    }

    /** Waits until it serves, placed by the strategy or, without one, by that of the gateway. */
    Deployment serve(String name, long version, Optional<String> placedBy, int slices) throws CliException {
        Deployment end = DeployCommand.follow(
                client, client.deployments().begin(Order.of(name, version, placedBy, slices)), output);
        if (!end.isServing()) {
            throw DeployCommand.failure(end);
        }
        return end;
    }
}
