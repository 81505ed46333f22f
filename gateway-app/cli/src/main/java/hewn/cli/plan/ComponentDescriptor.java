package hewn.cli.plan;

import hewn.placement.PlacementStrategy;
import hewn.placement.StrategyName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What a bundle says of a strategy in one of its component descriptors (OSGi Compendium, chapter 112.4).
 *
 * @param name by which the strategy is asked for
 * @param implementation the name of its class
 */
record ComponentDescriptor(String name, String implementation) {
    /** Reads a descriptor; empty if the component is no strategy. */
    static Optional<ComponentDescriptor> read(InputStream xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return of(factory.newDocumentBuilder().parse(xml).getDocumentElement());
        } catch (ParserConfigurationException | SAXException malformed) {
            throw new IOException("a component descriptor is malformed: " + malformed.getMessage(), malformed);
        }
    }

    private static Optional<ComponentDescriptor> of(Element component) {
        boolean isStrategy = elements(component, "provide")
                .anyMatch(provide -> provide.getAttribute("interface").equals(PlacementStrategy.class.getName()));
        if (!isStrategy) {
            return Optional.empty();
        }
        String implementation = elements(component, "implementation")
                .map(element -> element.getAttribute("class"))
                .findFirst()
                .orElse("");
        String name = elements(component, "property")
                .filter(property -> property.getAttribute("name").equals(StrategyName.PROPERTY))
                .map(property -> property.getAttribute("value"))
                .findFirst()
                .orElse(implementation);
        return Optional.of(new ComponentDescriptor(name, implementation));
    }

    private static Stream<Element> elements(Element component, String name) {
        NodeList found = component.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }
}
