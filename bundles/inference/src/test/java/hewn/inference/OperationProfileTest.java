package hewn.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationProfileTest {
    private static final Map<String, Integer> LAYER_OF = Map.of("conv", 0, "relu", 0, "lstm/while", 1, "flat", 2);

    @Test
    void layersAddUpToACall() {
        OperationProfile profile =
                new OperationProfile(10, Map.of("conv", 2.0, "relu", 1.0, "lstm/while", 1.0, "x", 9.0));
        assertThat(profile.layers(LAYER_OF, 3)).containsExactly(7.5, 2.5, 0.0);
    }

    @Test
    void theBodyOfALoopBelongsToTheLayerOfTheLoop() {
        OperationProfile profile = new OperationProfile(4, Map.of("lstm/while/body/_1/MatMul", 1.0, "conv", 1.0));
        assertThat(profile.layers(LAYER_OF, 3)).containsExactly(2.0, 2.0, 0.0);
    }

    @Test
    void nothingIsToldOfWhatWasNotMeasured() {
        assertThat(new OperationProfile(4, Map.of()).layers(LAYER_OF, 3)).containsOnly(0.0);
    }
}
