package hewn.itests.chaos.fault;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.Device;
import hewn.itests.support.Eventually;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A power cut at a device that serves, while another version is brought up, until it is started again. */
final class KilledAmidUpgrade implements Fault {
    private final ChaosSite site;
    private final int draw;
    private Optional<Device> killed = Optional.empty();

    KilledAmidUpgrade(ChaosSite site, Random random) {
        this.site = site;
        this.draw = random.nextInt(Integer.MAX_VALUE);
    }

    @Override
    public Allowance allowance() {
        return Allowance.REFUSALS;
    }

    @Override
    public Injection inject() throws Exception {
        List<Device> serving = site.servingDevices();
        Device device = serving.get(draw % serving.size());
        long generation = site.model().deploy(site.model().anotherVersion(), Optional.empty());
        JsonNode begun = Eventually.eventually(
                "the rollout begins", () -> site.model().deployment(generation), one -> !isPlanned(one));
        killed = Optional.of(device);
        device.kill();
        return new Injection.Done(device.id() + " at " + begun.path("state").asText() + " of generation " + generation);
    }

    private static boolean isPlanned(JsonNode deployment) {
        return deployment.path("state").asText().equals("PLANNED");
    }

    @Override
    public void heal() throws Exception {
        killed.ifPresent(Device::start);
    }
}
