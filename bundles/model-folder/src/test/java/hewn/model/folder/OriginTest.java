package hewn.model.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hewn.inference.ModelId;
import hewn.pipeline.Deployments.Order;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static final Order MINE = order(3, 1);
    private static final Order OTHERS = order(2, 2);

    private static Order order(long generation, long version) {
        return new Order(generation, new ModelId("m", version));
    }

    @Test
    void knowsItsOwnOrdersByTheirGenerations() {
        Origin origin = Origin.UNKNOWN.with(MINE);
        assertThat(origin.isOtherwise(MINE)).isFalse();
        assertThat(origin.isOtherwise(order(4, 1))).isTrue();
        assertThat(origin.isOtherwise(OTHERS)).isTrue();
    }

    @Test
    void whatSomebodyOrderedStaysTheirsThoughTheFolderOrdersItToo() {
        Origin origin = Origin.UNKNOWN.insteadOf(OTHERS).with(order(5, 2));
        assertThat(origin.isOtherwise(order(5, 2))).isTrue();
    }

    @Test
    void isNotOverruledByWhatItReplaced() {
        Origin origin = Origin.UNKNOWN.insteadOf(OTHERS).with(MINE);
        assertThat(origin.isOverruledBy(OTHERS)).isFalse();
        assertThat(origin.isOverruledBy(order(4, 2))).isTrue();
    }

    @Test
    void takesWhatIsBroughtBackForItsOwnIfItOrderedThatVersion() {
        Origin origin = Origin.UNKNOWN.with(MINE);
        assertThat(origin.broughtBack(order(9, 1)).isOtherwise(order(9, 1))).isFalse();
        assertThat(origin.broughtBack(order(9, 2)).isOtherwise(order(9, 2))).isTrue();
    }

    @Test
    void forgetsWhatWasOrderedBeforeWhatServes() {
        assertThat(Origin.UNKNOWN.with(MINE).with(order(4, 5)).since(order(4, 5)))
                .isEqualTo(Origin.UNKNOWN.with(order(4, 5)));
    }

    @Test
    void readsWhatItWrote() {
        for (Origin origin : new Origin[] {
            Origin.UNKNOWN,
            Origin.UNKNOWN.with(MINE),
            Origin.UNKNOWN.insteadOf(OTHERS),
            Origin.UNKNOWN.insteadOf(OTHERS).with(MINE).with(order(4, 5))
        }) {
            assertThat(Origin.parse("m", origin.format())).isEqualTo(origin);
        }
        assertThatThrownBy(() -> Origin.parse("m", "3")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> Origin.parse("m", "<x:1")).isInstanceOf(IllegalArgumentException.class);
    }
}
