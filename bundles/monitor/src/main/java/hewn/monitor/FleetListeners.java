package hewn.monitor;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import hewn.fleet.FleetListener;
import hewn.fleet.FleetMonitor.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of devices, one event at a time, so that none sees a device leave before it came.
 */
final class FleetListeners {
    private static final Logger LOG = LoggerFactory.getLogger(FleetListeners.class);

    private final List<FleetListener> listeners = new ArrayList<>();

    synchronized Registration add(FleetListener listener, Supplier<List<Device>> online) {
        online.get().forEach(device -> call(listener, l -> l.deviceOnline(device, true)));
        listeners.add(listener);
        return () -> remove(listener);
    }

    private synchronized void remove(FleetListener listener) {
        listeners.remove(listener);
    }

    synchronized void online(Device device, boolean newSession) {
        listeners.forEach(listener -> call(listener, l -> l.deviceOnline(device, newSession)));
    }

    synchronized void offline(DeviceId device, boolean stopped) {
        listeners.forEach(listener -> call(listener, l -> l.deviceOffline(device, stopped)));
    }

    private static void call(FleetListener listener, Consumer<FleetListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException foreign) { // a listener's fault must not keep the others from being told
            LOG.warn("A fleet listener failed", foreign);
        }
    }
}
