package hewn.itests.chaos.fault;

import hewn.itests.chaos.history.Allowance;
import hewn.itests.chaos.site.ChaosSite;
import hewn.itests.chaos.site.Device;
import hewn.itests.chaos.site.StampModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A device is restarted with a disk that has no room for a slice, and a version is deployed. */
final class FullDisk implements Fault {
    private final ChaosSite site;
    private final Device device;
    private final Random random;

    FullDisk(ChaosSite site, Device device, Random random) {
        this.site = site;
        this.device = device;
        this.random = random;
    }

    @Override
    public Allowance allowance() {
        return Allowance.REFUSALS;
    }

    @Override
    public Injection inject() throws Exception {
        if (!mount()) {
            return new Injection.Skipped("only root can mount a small disk");
        }
        site.model().deploy(1 + random.nextInt(StampModel.VERSIONS), Optional.empty());
        return new Injection.Done(device.id());
    }

    @Override
    public void heal() throws Exception {
        device.kill();
        run("umount", device.slices().toString());
        device.start();
    }

    private boolean mount() throws IOException, InterruptedException {
        device.kill();
        boolean mounted = run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=16k",
                "tmpfs",
                device.slices().toString());
        device.start();
        return mounted;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
