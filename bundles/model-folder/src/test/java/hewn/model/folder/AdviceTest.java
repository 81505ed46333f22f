package hewn.model.folder;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.inference.ModelException;
import org.junit.jupiter.api.Test;

class AdviceTest {
    @Test
    void joinsWhatIsWrongAndWhatToDoByOneMark() {
        assertThat(Advice.of(new ModelException("saved_model.pb", "is damaged", "Export it again.")))
                .isEqualTo("saved_model.pb is damaged; Export it again.");
        assertThat(Advice.of(new ModelException("node 'x'", "it came to an end.", "Export it again.")))
                .isEqualTo("node 'x': it came to an end; Export it again.");
    }
}
