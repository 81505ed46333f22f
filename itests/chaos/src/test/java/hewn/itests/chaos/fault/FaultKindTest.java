package hewn.itests.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultKindTest {
    @Test
    void areAllUnlessSomeAreNamed() {
        assertThat(FaultKind.named(List.of())).containsExactly(FaultKind.values());
    }

    @Test
    void areNamedByHowTheirNamesBegin() {
        assertThat(FaultKind.named(List.of("agent", "link cut")))
                .containsExactlyInAnyOrder(
                        FaultKind.KILLED_AGENT,
                        FaultKind.ENDED_AGENT,
                        FaultKind.KILLED_AMID_UPGRADE,
                        FaultKind.FROZEN_AGENT,
                        FaultKind.CUT_LINK);
    }

    @Test
    void refuseANameThatNoneHasEvenBesideOthers() {
        assertThatThrownBy(() -> FaultKind.named(List.of("agent", "lnik")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'lnik'", "link cut", "rollback")
                .hasMessageNotContaining("\n");
    }
}
