package hewn.agent.emulation;

import hewn.agent.Closing;
import hewn.agent.PreparedAgent;
import hewn.agent.StartException;
import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares all devices at the same time, for each may wait for the broker.
 *
 * @param preparing prepares one
 */
record SideBySide(Preparing preparing) {
    private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);

    /** Prepares a device. */
    @FunctionalInterface
    interface Preparing {
        PreparedAgent prepare(Device device) throws StartException;
    }

    /** Either an agent, or why there is none. */
    private record Outcome(DeviceId device, Optional<PreparedAgent> agent, Optional<StartException> failure) {}

    /**
     * Waits for all of them.
     *
     * @param devices to be prepared
     * @return their agents, in the order of the devices
     * @throws StartException if one can't be prepared, with what keeps the first of these; all others are closed
     */
    List<PreparedAgent> all(List<Device> devices) throws StartException {
        List<CompletableFuture<Outcome>> begun = devices.stream()
                .map(device -> CompletableFuture.supplyAsync(() -> outcome(device), SideBySide::inThread))
                .toList();
        List<Outcome> outcomes = begun.stream().map(CompletableFuture::join).toList();
        List<PreparedAgent> agents =
                outcomes.stream().flatMap(outcome -> outcome.agent().stream()).toList();
        List<Outcome> failures = outcomes.stream()
                .filter(outcome -> outcome.failure().isPresent())
                .toList();
        if (!failures.isEmpty()) {
            StartException first = first(failures);
            Closing closing = new Closing();
            agents.forEach(closing::push);
            closing.close(first);
            throw first;
        }
        return agents;
    }

    private Outcome outcome(Device device) {
        try {
            return new Outcome(device.id(), Optional.of(preparing.prepare(device)), Optional.empty());
        } catch (StartException denied) {
            return new Outcome(device.id(), Optional.empty(), Optional.of(named(device.id(), denied)));
        } catch (RuntimeException | Error defect) { // the others are to be closed all the same
            LOG.error("device '{}' could not be prepared", device.id(), defect);
            StartException failure = new StartException(defect.toString(), defect);
            return new Outcome(device.id(), Optional.empty(), Optional.of(named(device.id(), failure)));
        }
    }

    private static StartException first(List<Outcome> failures) {
        StartException first = failures.get(0).failure().orElseThrow();
        List<DeviceId> others = new ArrayList<>();
        failures.stream().skip(1).forEach(other -> others.add(other.device()));
        return others.isEmpty()
                ? first
                : new StartException(first.getMessage() + "; nor can these be started: " + others, first);
    }

    /** What keeps one of many devices. */
    static StartException named(DeviceId device, StartException why) {
        return new StartException("device '" + device + "': " + why.getMessage(), why);
    }

    private static void inThread(Runnable task) {
        new Thread(task, "emulator-start").start();
    }
}
