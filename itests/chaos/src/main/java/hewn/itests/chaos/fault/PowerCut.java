package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.Device;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A power cut of the whole site, until all is started again at once: nothing waits for what it needs. */
final class PowerCut implements Fault {
    private final List<Fault> parts = new ArrayList<>();
    private final Deque<Fault> killed = new ArrayDeque<>();

    PowerCut(ChaosSite site) {
        parts.add(new KilledGateway(site));
        if (site.broker().isPresent()) {
            parts.add(new KilledBroker(site.broker()));
        }
        site.devices().forEach(device -> parts.add(new EndedAgent(device, Device::kill)));
    }

    @Override
    public Allowance allowance() {
        return Allowance.SILENCE;
    }

    @Override
    public Injection inject() throws Exception {
        for (Fault part : parts) {
            part.inject();
            killed.push(part);
        }
        return new Injection.Done("all");
    }

    /** The devices before the broker, and the gateway last. */
    @Override
    public void heal() throws Exception {
        while (!killed.isEmpty()) {
            killed.pop().heal();
        }
    }
}
