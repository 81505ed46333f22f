package hewn.bench.addnn;

import hewn.fleet.Device;
import hewn.fleet.DeviceId;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** The tiers of AdDNN's hierarchy, from the source of the samples on, with the device that each is made of. */
enum Tier {
    /** A Raspberry Pi A+, which is where the samples come from. */
    DEVICE("Raspberry Pi A+", 1, 218e6, 256L << 20),
    /** A Raspberry Pi 4B. */
    EDGE("Raspberry Pi 4B", 4, 10.3e9, 4L << 30),
    /** A Xeon server. */
    CLOUD("Xeon", 32, 184e9, 32L << 30);

    private static final double LEAST_SCALE = 0.1;

    private final String type;
    private final int cores;
    private final double flopsPerSecond;
    private final long memoryBytes;

    Tier(String type, int cores, double flopsPerSecond, long memoryBytes) {
        this.type = type;
        this.cores = cores;
        this.flopsPerSecond = flopsPerSecond;
        this.memoryBytes = memoryBytes;
    }

    /** What a device is called. */
    DeviceId id(int number) {
        return new DeviceId(name().toLowerCase(Locale.ROOT) + "-" + number);
    }

    /** A device that is as busy as chance has it: it has from a tenth to all of its speed and of its memory. */
    Device device(int number, RandomGenerator random) {
        double free = random.nextDouble(LEAST_SCALE, 1);
        return new Device(id(number), type, cores, (long) (free * memoryBytes), free * flopsPerSecond, "127.0.0.1:1");
    }
}
