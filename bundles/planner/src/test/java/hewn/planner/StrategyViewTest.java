package hewn.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;

class StrategyViewTest {
    /** A bundle sees the platform, and not what belongs to the class path of the launcher. */
    private final URLClassLoader bundle = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader());

    /** As the compiler is one, which every JDK hides from bundles; in some, random generators are hidden as well. */
    @Test
    void findsServicesOfThePlatformThatABundleAloneDoesNot() throws IOException {
        try (bundle) {
            assertThat(names(bundle)).noneMatch(StrategyViewTest::isCompiler);
            assertThat(names(new StrategyView(bundle))).anyMatch(StrategyViewTest::isCompiler);
        }
    }

    private static boolean isCompiler(String service) {
        return service.startsWith("com.sun.tools.javac.");
    }

    @Test
    void prefersTheClassesOfTheBundle() throws Exception {
        try (bundle) {
            ClassLoader own = new ClassLoader(bundle) {
                @Override
                protected Class<?> findClass(String name) throws ClassNotFoundException {
                    if (name.equals("mine.Strategy")) {
                        return StrategyViewTest.class;
                    }
                    throw new ClassNotFoundException(name);
                }
            };
            StrategyView view = new StrategyView(own);
            assertThat(view.loadClass("mine.Strategy")).isSameAs(StrategyViewTest.class);
            assertThat(view.getResources("META-INF/MANIFEST.MF").hasMoreElements())
                    .isEqualTo(own.getResources("META-INF/MANIFEST.MF").hasMoreElements());
        }
    }

    private static List<String> names(ClassLoader loader) {
        return ServiceLoader.load(ToolProvider.class, loader).stream()
                .map(provider -> provider.type().getName())
                .toList();
    }
}
