package hewn.placement;

import static hewn.placement.Site.A;
import static hewn.placement.Site.B;
import static hewn.placement.Site.C;
import static hewn.placement.Site.stage;
import static org.assertj.core.api.Assertions.assertThat;

import hewn.fleet.DeviceId;
import hewn.graph.LayerRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementValidatorTest {
    private static final List<Stage> VALID = List.of(stage(0, 1, C), stage(1, 3, B), stage(3, 4, A));

    @Test
    void acceptsEveryLayerOnceInOrderOnDevicesWithRoom() {
        assertThat(violation(Constraints.NONE, VALID)).isEmpty();
    }

    @Test
    void findsLayersThatAreMissingTwiceOrOutOfOrder() {
        assertViolation("the stages end at layer 0 of 4");
        assertViolation("the stages end at layer 3 of 4", stage(0, 3, A));
        assertViolation("layer 0 should come next, but a stage has layers 1..3", stage(1, 4, A));
        assertViolation("layer 2 should come next, but a stage has layers 1..3", stage(0, 2, A), stage(1, 4, B));
        assertViolation("layer 0 should come next, but a stage has layers 2..3", stage(2, 4, A), stage(0, 2, B));
        assertViolation("the stages end at layer 5 of 4", stage(0, 5, A));
    }

    @Test
    void findsDevicesThatMayNotBeUsed() {
        assertViolation("device 'ghost' is not in the fleet", stage(0, 4, new DeviceId("ghost")));
        assertViolation("device 'a' is used twice", stage(0, 2, A), stage(2, 4, A));
        assertThat(violation(Constraints.NONE.withExcluded(Set.of(B)), VALID)).contains("device 'b' may not be used");
        assertThat(violation(allowing(Set.of(A, C)), VALID)).contains("device 'b' may not be used");
    }

    @Test
    void findsAWrongNumberOfStages() {
        assertThat(violation(Constraints.NONE.withStages(2), VALID))
                .contains("it has 3 stages, which the constraints do not allow");
        assertThat(violation(Constraints.NONE.withStages(3), VALID)).isEmpty();
    }

    @Test
    void findsStagesThatAreNotWhereTheyArePinned() {
        assertThat(violation(pinned(Optional.of(A), Optional.empty()), VALID))
                .contains("the first stage is on device 'c', but is pinned to 'a'");
        assertThat(violation(pinned(Optional.of(C), Optional.of(B)), VALID))
                .contains("the last stage is on device 'a', but is pinned to 'b'");
        assertThat(violation(pinned(Optional.of(C), Optional.of(A)), VALID)).isEmpty();
    }

    @Test
    void findsAStageThatDoesNotFitItsDevicesMemory() {
        long needed = Site.problem(Constraints.NONE).costs().memoryBytes(new LayerRange(0, 3));
        assertViolation(
                "layers 0..2 take " + needed + " bytes, but device 'c' has " + (long) (12 * Site.MIB * 0.9),
                stage(0, 3, C),
                stage(3, 4, A));
    }

    @Test
    void findsAStageInAnEarlierTierThanTheOneBefore() {
        assertThat(violation(Constraints.NONE.withTiers(List.of(Set.of(A, B), Set.of(C))), VALID))
                .contains("device 'b' is in tier 0, but the stage before it is in tier 1");
        assertThat(violation(Constraints.NONE.withTiers(List.of(Set.of(C), Set.of(A, B))), VALID))
                .isEmpty();
        assertThat(violation(Constraints.NONE.withTiers(List.of(Set.of(C), Set.of(A))), VALID))
                .contains("device 'b' may not be used");
    }

    @Test
    void whatIsBentIsNeverAccepted() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            List<Stage> bent = new ArrayList<>(VALID);
            int at = random.nextInt(bent.size());
            switch (random.nextInt(3)) {
                case 0 -> bent.remove(at);
                case 1 -> bent.add(at, bent.get(random.nextInt(bent.size())));
                default -> bent.set(at, stage(at + 4, at + 5, bent.get(at).device()));
            }
            assertThat(violation(Constraints.NONE, bent)).as("%s", bent).isPresent();
        }
    }

    private static void assertViolation(String expected, Stage... stages) {
        assertThat(violation(Constraints.NONE, List.of(stages))).contains(expected);
    }

    private static Optional<String> violation(Constraints constraints, List<Stage> stages) {
        return PlacementValidator.violation(Site.problem(constraints), stages);
    }

    private static Constraints allowing(Set<DeviceId> devices) {
        return new Constraints(
                Optional.of(devices),
                Set.of(),
                0,
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Constraints pinned(Optional<DeviceId> first, Optional<DeviceId> last) {
        return new Constraints(Optional.empty(), Set.of(), 0, OptionalInt.empty(), OptionalInt.empty(), first, last);
    }
}
