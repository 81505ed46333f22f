package hewn.cli.command;

import hewn.cli.CliException;
import hewn.cli.api.Device;
import hewn.cli.api.GatewayClient;
import hewn.cli.text.Quantity;
import hewn.cli.text.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hewn devices}: the devices that are online. */
@Command(
        name = "devices",
        description = "Shows the devices that are online, and how they fare.",
        footer = {"", "Examples:", "  hewn devices", "  hewn devices --json"})
final class DevicesCommand implements Callable<Integer> {
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
            output.line(client.json("/devices"));
        } else {
            print(client.devices(), output);
        }
        return 0;
    }

    private static void print(List<Device> devices, Output output) {
        if (devices.isEmpty()) {
            output.line("No device is online. 'hewn-agent --broker URI --id ID' brings one.");
            return;
        }
        Table table = new Table("DEVICE", "TYPE", "CORES", "MEMORY", "SPEED", "CPU", "USED", "SLICES");
        devices.forEach(device -> table.row(
                device.id(),
                device.type(),
                device.cores(),
                Quantity.bytes(device.memoryBytes()),
                Quantity.flops(device.flopsPerSecond()) + "/s",
                device.metrics().map(m -> Math.round(100 * m.cpuLoad()) + " %").orElse("-"),
                device.metrics().map(m -> Quantity.bytes(m.memoryUsedBytes())).orElse("-"),
                device.metrics().map(m -> Integer.toString(m.slices().size())).orElse("-")));
        output.line(table);
    }
}
