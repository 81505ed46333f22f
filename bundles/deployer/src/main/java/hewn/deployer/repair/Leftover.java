package hewn.deployer.repair;

import hewn.deployer.generation.GenerationRecord;
import hewn.deployer.journal.JournalEntry;
import hewn.deployer.rollout.Retirements;
import hewn.fleet.DeviceId;
import hewn.placement.Stage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a former process of the gateway left: slices that serve nobody, and the generation that is to bring it back. */
public final class Leftover {
    private final Retirements retirements;
    private Optional<JournalEntry> abandoned = Optional.empty();
    private Optional<GenerationRecord> restored = Optional.empty();

    /**
     * Nothing was left.
     *
     * @param retirements unloads it
     */
    public Leftover(Retirements retirements) {
        this.retirements = retirements;
    }

    /** Devices may still hold what it ran. */
    synchronized void abandon(JournalEntry entry) {
        abandoned = Optional.of(entry);
    }

    synchronized void restore(GenerationRecord generation) {
        restored = Optional.of(generation);
    }

    /**
     * The generation that brings it back; whoever takes it brings it to an end.
     *
     * @return it; empty if there is none, or it was taken
     */
    public synchronized Optional<GenerationRecord> takeRestored() {
        Optional<GenerationRecord> taken = restored;
        restored = Optional.empty();
        return taken;
    }

    /**
     * Devices may forget what was left; nothing is done if that is nothing.
     */
    public synchronized void unload() {
        abandoned.ifPresent(entry -> retirements.unload(entry.generation(), devices(entry)));
        abandoned = Optional.empty();
    }

    private static Set<DeviceId> devices(JournalEntry entry) {
        return entry.toStages().stream().map(Stage::device).collect(Collectors.toSet());
    }
}
