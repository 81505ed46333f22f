package hewn.savedmodel.internal.shape;

import java.util.List;

/** How a window moves over the two spatial dimensions of images, as convolutions and pools have it in common. */
final class Window {
    private final NodeView node;
    private final boolean channelsFirst;

    Window(NodeView node) {
        this.node = node;
        this.channelsFirst = node.text("data_format", "NHWC").equals("NCHW");
    }

    /** Which dimension of an image is a spatial one: 0 is its height, 1 its width. */
    int axis(int spatial) {
        return (channelsFirst ? 2 : 1) + spatial;
    }

    int channelAxis() {
        return channelsFirst ? 1 : 3;
    }

    /**
     * The size of the output, as in {@code GetWindowedOutputSizeVerbose} of TensorFlow.
     *
     * @param spatial 0 or 1
     * @param size of the window there
     */
    Extent output(int spatial, Extent size) {
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
    Fact image(Extent height, Extent width, Extent channels) {
        Extent batch = node.input(0).dimension(0);
        return Fact.of(
                channelsFirst ? List.of(batch, channels, height, width) : List.of(batch, height, width, channels));
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
