package hewn.cli.plan;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/** A component's configuration in which nothing was configured: every element has its default. */
final class ConfigDefaults implements InvocationHandler {
    /** What declarative services hand in where there is neither a property nor a default. */
    private static final Map<Class<?>, Object> NOTHING = Map.of(
            boolean.class, false, int.class, 0, long.class, 0L, double.class, 0.0, float.class, 0f, String.class, "");

    private ConfigDefaults() {}

    static Object of(Class<?> config) {
        return Proxy.newProxyInstance(config.getClassLoader(), new Class<?>[] {config}, new ConfigDefaults());
    }

    @Override
    public Object invoke(Object proxy, Method element, Object[] arguments) {
        Object value = element.getDefaultValue();
        return value == null ? NOTHING.get(element.getReturnType()) : value;
    }
}
