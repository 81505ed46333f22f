package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.api.Device;
import hewn.cli.api.GatewayClient;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hewn devices}: the devices that are online. */
@Command(
        name = "devices",
        description = "Shows the devices that are online, and how they fare.",
        footer = {
            "",
            "SLICE MEMORY is what slices may take together (--memory of hewn-agent); AGENT MEMORY is what the whole process"
                    + " takes now, some 380 MB even without slices, which do not count for the former.",
            "",
            "Examples:",
            "  hewn devices",
            "  hewn devices --links",
            "  hewn devices --json"
        })
final class DevicesCommand extends ListingCommand {
    @Option(names = "--links", description = "Show how fast bytes go between them and the gateway, as it was measured.")
    private boolean links;

    DevicesCommand() {
        super("/devices");
    }

    @Override
    String route() {
        return links ? "/links" : super.route();
    }

    @Override
    void print(GatewayClient client, Output output) throws CliException {
        if (links) {
            output.line(LinksText.of(client.links()));
        } else {
            print(client.devices(), output);
        }
    }

    private static void print(List<Device> devices, Output output) {
        if (devices.isEmpty()) {
            output.line("No device is online. 'hewn-agent --broker URI --id ID' brings one.");
            return;
        }
        output.line(Table.of(devices)
                .words("DEVICE", Device::id)
                .words("TYPE", Device::type)
                .figures("CORES", Device::cores)
                .figures("SLICE MEMORY", device -> Quantity.bytes(device.memoryBytes()))
                .figures("SPEED", device -> Quantity.flops(device.flopsPerSecond()) + "/s")
                .figures("CPU", device -> metric(device, m -> Math.round(100 * m.cpuLoad()) + " %"))
                .figures("AGENT MEMORY", device -> metric(device, m -> Quantity.bytes(m.memoryUsedBytes())))
                .figures(
                        "SLICES",
                        device ->
                                metric(device, m -> Integer.toString(m.slices().size()))));
    }

    private static String metric(Device device, Function<Device.Metrics, String> what) {
        return device.metrics().map(what).orElse("-");
    }
}
