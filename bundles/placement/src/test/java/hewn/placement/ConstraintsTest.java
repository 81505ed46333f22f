package hewn.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {
    @Test
    void anExcludedDeviceIsNotAllowedEvenIfItIsListed() {
        Constraints constraints = with(0, OptionalInt.empty(), OptionalInt.empty());
        assertThat(constraints.allows(Site.A)).isTrue();
        assertThat(constraints.withExcluded(Set.of(Site.A)).allows(Site.A)).isFalse();
        assertThat(constraints.allows(Site.C)).isFalse();
    }

    @Test
    void stagesAreExactAndMaxStagesABound() {
        Constraints exact = with(0, OptionalInt.of(2), OptionalInt.empty());
        assertThat(exact.allowsStages(1)).isFalse();
        assertThat(exact.allowsStages(2)).isTrue();
        Constraints bounded = with(0, OptionalInt.empty(), OptionalInt.of(2));
        assertThat(bounded.allowsStages(1)).isTrue();
        assertThat(bounded.allowsStages(3)).isFalse();
    }

    @Test
    void headroomIsTakenFromEveryDevicesMemory() {
        PlacementProblem problem = Site.problem(with(0.25, OptionalInt.empty(), OptionalInt.empty()));
        assertThat(problem.usableMemoryBytes(Site.FLEET.device(Site.B).orElseThrow()))
                .isEqualTo(15 * Site.MIB);
    }

    @Test
    void candidatesAreSortedById() {
        assertThat(Site.problem(Constraints.NONE).candidates()).isEqualTo(Site.FLEET.devices());
        assertThat(Site.problem(Constraints.NONE.withExcluded(Set.of(Site.B))).candidates())
                .extracting(device -> device.id().value())
                .containsExactly("a", "c");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
    void refusesHeadroomThatIsNoPart(double headroom) {
        assertThatThrownBy(() -> with(headroom, OptionalInt.empty(), OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("but is " + headroom);
    }

    @Test
    void refusesPipelinesWithoutStages() {
        assertThatThrownBy(() -> Constraints.NONE.withStages(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Constraints with(double headroom, OptionalInt stages, OptionalInt maxStages) {
        return new Constraints(
                Optional.of(Set.of(Site.A, Site.B)),
                Set.of(),
                headroom,
                stages,
                maxStages,
                Optional.empty(),
                Optional.empty());
    }
}
