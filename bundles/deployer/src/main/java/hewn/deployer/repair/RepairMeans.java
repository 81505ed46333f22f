package hewn.deployer.repair;

import hewn.deployer.device.CutOffDevices;
import hewn.deployer.device.LifeSign;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * What the repairs of all deployments go by.
 *
 * @param cutOff what tensors do not get to
 * @param lifeSign asks a device that went offline whether it answers all the same
 * @param deciding finds out for a model what is to be done, before what is under way is interrupted for it; it returns at once
 * @param patience with a device that went offline
 * @param nanoTime tells how time passes
 */
public record RepairMeans(
        CutOffDevices cutOff,
        LifeSign lifeSign,
        BiConsumer<String, Runnable> deciding,
        Duration patience,
        LongSupplier nanoTime) {}
