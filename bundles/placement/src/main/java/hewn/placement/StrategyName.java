package hewn.placement;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The name by which people ask for a strategy; the service property {@value #PROPERTY}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface StrategyName {
    /** The service property that bears the name. */
    String PROPERTY = "strategy.name";

    /**
     * The name.
     *
     * @return lower-case words with hyphens
     */
    String value();
}
