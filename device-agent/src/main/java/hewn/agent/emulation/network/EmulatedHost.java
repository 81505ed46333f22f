package hewn.agent.emulation.network;

import hewn.agent.emulation.punctuality.Punctuality;
import hewn.fleet.DeviceId;
import io.netty.channel.ChannelPipeline;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A device's place in an emulated network.
 *
 * @param network of all devices
 * @param device which
 */
public record EmulatedHost(EmulatedNetwork network, DeviceId device) implements Consumer<ChannelPipeline> {
    /** A peer, and the links to and from it; a device that speaks to itself needs none. */
    record Peer(boolean isEmulated, Optional<LinkPacer> outward, Optional<LinkPacer> inward) {}

    /** Has a connection behave as the device's links do. */
    @Override
    public void accept(ChannelPipeline pipeline) {
        pipeline.addLast(new SlowConnection(this));
    }

    /**
     * Where the device is found.
     *
     * @return an IPv4 address of its own
     */
    public String address() {
        return network.address(device);
    }

    Peer peer(InetAddress address) {
        DeviceId other = network.at(address);
        return new Peer(!other.equals(DeviceId.GATEWAY), network.link(device, other), network.link(other, device));
    }

    Punctuality punctuality() {
        return network.punctuality();
    }
}
