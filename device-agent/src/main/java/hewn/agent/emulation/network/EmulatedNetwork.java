package hewn.agent.emulation.network;

import hewn.agent.emulation.punctuality.Punctuality;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetSnapshot;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The links of a site on one machine. Every device has an address of its own among those of the loopback interface, which
 * on Linux are all there ({@code 127.0.0.0/8}, RFC 1122, section 3.2.1.3); whoever has none of these is the gateway. Safe
 * for use by several threads.
 */
public final class EmulatedNetwork {
    private static final int MOST_DEVICES = 254 * 254;

    private final FleetSnapshot cluster;
    private final Punctuality punctuality;
    private final Map<DeviceId, String> addresses = new LinkedHashMap<>();
    private final Map<String, DeviceId> devices;
    private final Map<List<DeviceId>, LinkPacer> links = new ConcurrentHashMap<>();

    /**
     * A network on which nothing is under way.
     *
     * @param cluster the devices and what is stated of their links
     * @param punctuality counts what arrives too late
     * @throws IllegalArgumentException if there are more devices than addresses
     */
    public EmulatedNetwork(FleetSnapshot cluster, Punctuality punctuality) {
        if (cluster.devices().size() > MOST_DEVICES) {
            throw new IllegalArgumentException("at most " + MOST_DEVICES + " devices have an address, but there are "
                    + cluster.devices().size());
        }
        this.cluster = cluster;
        this.punctuality = punctuality;
        cluster.devices().stream().map(Device::id).forEach(id -> addresses.put(id, address(addresses.size())));
        this.devices = addresses.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    private static String address(int index) {
        return "127.1." + index / 254 + "." + (index % 254 + 1);
    }

    /**
     * The place of a device.
     *
     * @param device one of the cluster
     * @return its address and its links
     * @throws IllegalArgumentException if it is another one
     */
    public EmulatedHost host(DeviceId device) {
        if (!addresses.containsKey(device)) {
            throw new IllegalArgumentException("device '" + device + "' is not in the cluster");
        }
        return new EmulatedHost(this, device);
    }

    String address(DeviceId device) {
        return addresses.get(device);
    }

    DeviceId at(InetAddress address) {
        return devices.getOrDefault(address.getHostAddress(), DeviceId.GATEWAY);
    }

    Punctuality punctuality() {
        return punctuality;
    }

    Optional<LinkPacer> link(DeviceId from, DeviceId to) {
        return from.equals(to)
                ? Optional.empty()
                : Optional.of(links.computeIfAbsent(List.of(from, to), ends -> new LinkPacer(cluster.link(from, to))));
    }
}
