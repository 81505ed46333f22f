package hewn.agent.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.agent.refusal.Refusal;
import hewn.agent.refusal.RefusalException;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MIB = 1 << 20;

    @Test
    void setsAsMuchAsideAsWasPlanned() throws Exception {
        MemoryBudget budget = new MemoryBudget(100 * MIB, 1);
        budget.reserve(20 * MIB, 60 * MIB);
        assertThatThrownBy(() -> budget.reserve(MIB, 40 * MIB + 1))
                .isInstanceOfSatisfying(
                        RefusalException.class,
                        refused -> assertThat(refused.code()).isEqualTo(Refusal.MEMORY_EXCEEDED))
                .hasMessageContaining("planned with " + (40 * MIB + 1));
        budget.reserve(MIB, 40 * MIB);
    }

    @Test
    void whatGatewaysPlanNothingForCountsWithItsFile() throws Exception {
        MemoryBudget budget = new MemoryBudget(100 * MIB, 1);
        budget.reserve(90 * MIB, 0);
        assertThatThrownBy(() -> budget.reserve(11 * MIB, 0)).isInstanceOf(RefusalException.class);
    }

    @Test
    void aPlannedByteCountsForSeveral() throws Exception {
        MemoryBudget budget = new MemoryBudget(100 * MIB, 2);
        assertThatThrownBy(() -> budget.reserve(MIB, 50 * MIB + 1)).isInstanceOf(RefusalException.class);
        budget.reserve(MIB, 50 * MIB);
    }

    @Test
    void whatIsUnloadedIsFreeAgain() throws Exception {
        MemoryBudget budget = new MemoryBudget(100 * MIB, 1);
        budget.reserve(MIB, 100 * MIB).close();
        assertThat(budget.reserve(MIB, 100 * MIB)).isNotNull();
    }
}
