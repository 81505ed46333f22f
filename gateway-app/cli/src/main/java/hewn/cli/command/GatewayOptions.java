package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.Home;
import hewn.cli.api.Gateway;
import hewn.cli.api.GatewayClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which gateway to speak to. */
final class GatewayOptions {
    private static final String TOKEN_FILE = "admin.token";

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "${env:HEWN_GATEWAY:-" + Gateway.DEFAULT_ADDRESS + "}",
            description = "Where the gateway is (default: HEWN_GATEWAY, or " + Gateway.DEFAULT_ADDRESS + ").")
    private String address;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:HEWN_TOKEN}",
            description = "The admin token (default: HEWN_TOKEN, or what stands in admin.token of the data folder).")
    private Optional<String> token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of a gateway on this machine (default: HEWN_DATA, or the distribution's).")
    private Optional<Path> data;

    GatewayClient client() throws CliException {
        return new GatewayClient(
                Gateway.at(address, token.filter(t -> !t.isBlank()).or(this::storedToken)));
    }

    private Optional<String> storedToken() {
        try {
            Path folder = data.isPresent() ? data.get() : Home.find().defaultData();
            return Optional.of(Files.readString(folder.resolve(TOKEN_FILE)).strip());
        } catch (IOException | CliException unknown) {
            return Optional.empty(); // the gateway says that it wants one
        }
    }
}
