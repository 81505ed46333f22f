package hewn.strategies.genetic;

import static org.assertj.core.api.Assertions.assertThat;

import hewn.placement.Placement;
import hewn.placement.testkit.RandomProblems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bundle's thread has a class loader that sees little. */
class SystemLoaderTest {
    private final ClassLoader usual = Thread.currentThread().getContextClassLoader();
    private final ClassLoader narrow = new ClassLoader(null) {};

    @BeforeEach
    void narrow() {
        Thread.currentThread().setContextClassLoader(narrow);
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(usual);
    }

    @Test
    void breedsWhateverTheThreadSees() {
        assertThat(new Genetic(10, 2, 2).place(new RandomProblems(0).large())).isInstanceOf(Placement.class);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(narrow);
    }
}
