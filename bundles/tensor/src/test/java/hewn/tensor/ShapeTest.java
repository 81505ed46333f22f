package hewn.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final PartialShape IMAGES = PartialShape.batchOf(Shape.of(8, 8, 1));

    @Test
    void countsElements() {
        assertThat(Shape.of().elements()).isEqualTo(1);
        assertThat(Shape.of(2, 3, 4).elements()).isEqualTo(24);
        assertThat(Shape.of(1L << 62, 1L << 62, 0).elements()).isZero();
    }

    @Test
    void refusesNegativeDimensionsAndProductsBeyond63Bits() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(-7, 1)).withMessageContaining("-7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(1L << 62, 1L << 62))
                .withMessageContaining("2^63");
    }

    @Test
    void replacesTheBatchAlone() {
        assertThat(Shape.of(1, 8, 8).withBatch(5)).isEqualTo(Shape.of(5, 8, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of().withBatch(5));
    }

    @Test
    void aPartialShapeAcceptsWhatAgreesWithAllThatIsKnown() {
        assertThat(IMAGES.accepts(Shape.of(3, 8, 8, 1))).isTrue();
        assertThat(IMAGES.accepts(Shape.of(3, 8, 9, 1))).isFalse();
        assertThat(IMAGES.accepts(Shape.of(8, 8, 1))).isFalse();
        assertThat(PartialShape.UNKNOWN.accepts(Shape.of(3))).isTrue();
    }

    @Test
    void aPartialShapeIsFilledUnlessItsRankIsUnknown() {
        assertThat(IMAGES.fill(4)).contains(Shape.of(4, 8, 8, 1));
        assertThat(PartialShape.UNKNOWN.fill(4)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> PartialShape.of(List.of(OptionalLong.of(-2))));
    }

    @Test
    void readsAsPeopleWriteShapes() {
        assertThat(Shape.of(2, 3)).hasToString("[2,3]");
        assertThat(IMAGES).hasToString("[?,8,8,1]");
    }
}
