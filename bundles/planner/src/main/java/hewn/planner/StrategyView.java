package hewn.planner;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;

/**
 * What libraries of a strategy find by their thread's context class loader: the strategy's own bundle, and services of
 * the platform. A bundle's loader alone hides those: the random number generators of {@code java.util.random}, which are
 * looked for by this loader, belong to the system's.
 */
final class StrategyView extends ClassLoader {
    private final ClassLoader bundle;

    StrategyView(ClassLoader bundle) {
        super(ClassLoader.getSystemClassLoader());
        this.bundle = bundle;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        try {
            return bundle.loadClass(name);
        } catch (ClassNotFoundException elsewhere) {
            return super.loadClass(name, resolve);
        }
    }

    @Override
    public URL getResource(String name) {
        return bundle.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return bundle.getResources(name);
    }
}
