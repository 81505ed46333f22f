package hewn.savedmodel.internal.shape;

import java.util.ArrayList;
import java.util.List;

/** How a window moves over the spatial dimensions of images or volumes, as convolutions and pools have it in common. */
final class Window {
    private final NodeView node;
    private final boolean channelsFirst;
    private final int spatials;

    /**
     * The window of one node.
     *
     * @param node whose first input is {@code [batch, height, width, channels]}, or another format that it names
     */
    Window(NodeView node) {
        this.node = node;
        this.channelsFirst = node.text("data_format", "NHWC").startsWith("NC");
        this.spatials = node.op().contains("3D") ? 3 : 2;
    }

    /** How many spatial dimensions there are: 2 of images, 3 of volumes. */
    int spatials() {
        return spatials;
    }

    /** Which dimension of an image is a spatial one: for images 0 is the height, 1 the width. */
    int axis(int spatial) {
        return (channelsFirst ? 2 : 1) + spatial;
    }

    int channelAxis() {
        return channelsFirst ? 1 : spatials + 1;
    }

    /**
     * The size of the output, as in {@code GetWindowedOutputSizeVerbose} of TensorFlow.
     *
     * @param spatial from 0
     * @param size of the window there
     */
    private Extent output(int spatial, Extent size) {
        Extent input = node.input(0).dimension(axis(spatial));
        long stride = at("strides", spatial);
        long dilation = at("dilations", spatial);
        Extent reach = size.plus(-1).times(Extent.of(dilation)).plus(1);
        return switch (node.text("padding", "VALID")) {
            case "SAME" -> input.over(stride);
            case "VALID" -> input.minus(reach).plus(1).over(stride);
            case "EXPLICIT" -> input.plus(padding(spatial)).minus(reach).plus(1).over(stride);
            default -> Extent.UNKNOWN;
        };
    }

    /** The output {@code [batch, height, width, channels]}, in the order of the node's data format. */
    Fact image(List<Extent> windows, Extent channels) {
        List<Extent> dimensions = new ArrayList<>();
        dimensions.add(node.input(0).dimension(0));
        for (int i = 0; i < spatials; i++) {
            dimensions.add(output(i, windows.get(i)));
        }
        dimensions.add(channelAxis(), channels);
        return Fact.of(dimensions);
    }

    /** One of the numbers that a node has for every dimension. */
    long at(String attribute, int spatial) {
        List<Long> numbers = node.numbers(attribute);
        return axis(spatial) < numbers.size() ? numbers.get(axis(spatial)) : 1;
    }

    private long padding(int spatial) {
        List<Long> numbers = node.numbers("explicit_paddings");
        int first = 2 * axis(spatial);
        return first + 1 < numbers.size() ? numbers.get(first) + numbers.get(first + 1) : 0;
    }
}
