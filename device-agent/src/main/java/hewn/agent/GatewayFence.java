package hewn.agent;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import hewn.wire.DeviceCommand;
import hewn.wire.DeviceCommand.Order;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Obeys the gateway that was started last, and no other. Safe for use by several threads.
 */
final class GatewayFence {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayFence.class);

    private final Runnable onTakeover;
    private Optional<Order> latest = Optional.empty(); // guarded by this

    /**
     * A fence that has let nobody pass yet.
     *
     * @param onTakeover ends what another gateway had loaded; commands wait for it
     */
    GatewayFence(Runnable onTakeover) {
        this.onTakeover = onTakeover;
    }

    /**
     * Admits a command.
     *
     * @param command an order, or a bare command, which is for devices without a gateway
     * @return what to do
     * @throws RefusalException if another gateway commands here
     */
    DeviceCommand admit(DeviceCommand command) throws RefusalException {
        return command instanceof Order order ? admit(order) : admitBare(command);
    }

    private synchronized DeviceCommand admitBare(DeviceCommand command) throws RefusalException {
        if (latest.isPresent()) {
            throw superseded("it came without an order");
        }
        return command;
    }

    private synchronized DeviceCommand admit(Order order) throws RefusalException {
        boolean isOther = latest.isPresent() && !latest.get().gateway().equals(order.gateway());
        long epoch = latest.map(Order::epoch).orElse(0L);
        if (order.epoch() < epoch || isOther && order.epoch() == epoch) {
            throw superseded("it came from gateway " + order.gateway() + " of epoch " + order.epoch());
        }
        if (isOther) {
            LOG.info("gateway {} takes over; what gateway {} had loaded is unloaded", order.gateway(), name());
            onTakeover.run();
        }
        latest = Optional.of(order);
        return order.command();
    }

    private RefusalException superseded(String why) {
        return new RefusalException(
                Refusal.SUPERSEDED,
                "gateway " + name() + " of epoch " + latest.map(Order::epoch).orElse(0L) + " commands here, but " + why
                        + "; stop the gateway that is not wanted, then restart the wanted one, with its clock right");
    }

    private String name() {
        return latest.map(Order::gateway).orElse("none");
    }
}
