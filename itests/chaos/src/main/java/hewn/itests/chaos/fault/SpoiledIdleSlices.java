package hewn.itests.chaos.fault;

import com.fasterxml.jackson.databind.JsonNode;
import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.Device;
import hewn.itests.chaos.site.StampModel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Slices of former generations go bad on the disks of running devices; then all versions are deployed again. */
final class SpoiledIdleSlices implements Fault {
    private final ChaosSite site;
    private final Spoil spoil;

    SpoiledIdleSlices(ChaosSite site, Spoil spoil) {
        this.site = site;
        this.spoil = spoil;
    }

    @Override
    public Allowance allowance() {
        return Allowance.NOTHING;
    }

    @Override
    public Injection inject() throws Exception {
        Set<String> used = new HashSet<>();
        for (JsonNode deployment : site.admin().get("/deployments").body().path("deployments")) {
            if (!deployment.path("ended").asBoolean()) {
                deployment.path("stages").forEach(stage -> used.add(digest(stage)));
            }
        }
        int spoiled = 0;
        for (Device device : site.devices()) {
            spoiled += spoil.except(device.slices(), used);
        }
        for (int version = 1; version <= StampModel.VERSIONS; version++) {
            site.model().awaitServing(site.model().deploy(version, Optional.empty()));
        }
        return new Injection.Done(spoiled + " on all devices");
    }

    @Override
    public void heal() throws Exception {
        // All versions have served: bad slices were found and fetched again.
    }

    private static String digest(JsonNode stage) {
        return stage.path("slice").path("digest").asText().replace("sha256:", "");
    }
}
