package org.inrzoo.graph.fused;

import java.util.Arrays;
import org.inrzoo.graph.Kernel;

/**
 * A convolution as one product a picture: of the kernel, [out, k·k·in], and the neighbourhoods of its pixels, [k·k·in, pixels], which are
 * laid side by side in a core's cache, and again on the way back. The kernel's gradient is the product of the neighbourhoods and of the
 * results' gradient, pixel by pixel; of few results, one sum for each.
 */
final class ConvolutionStage implements MapStage {

    /** Fewer results than these fill no vector. */
    private static final int FEW = 8;

    private final MapLoops loops;
    private final Maps x;
    private final Maps y;
    private final Kernel.Shape shape;
    private final int stride;
    private final int offset;
    private final int in;
    private final int out;
    private final int depth;
    private final int pitch;
    private final float[][] columns;
    private final float[][] gradients;
    private final float[][] pixels;
    private float[][] sums = {};

    /**
     * @param offset where the kernel lies in the flat vector, [k, k, in/groups, out]
     * @param threads for each of which there is room to work
     */
    ConvolutionStage(MapLoops loops, Maps x, Maps y, Kernel.Shape shape, int stride, int offset, int threads) {
        this.loops = loops;
        this.x = x;
        this.y = y;
        this.shape = shape;
        this.stride = stride;
        this.offset = offset;
        in = shape.in() / shape.groups();
        out = shape.out() / shape.groups();
        depth = shape.fanIn();
        pitch = out < FEW ? 1 : Maps.padded(out);
        columns = new float[threads][direct() ? 0 : depth * y.pitch];
        gradients = new float[threads][direct() || !x.differentiated() ? 0 : depth * y.pitch];
        pixels = new float[threads][out < FEW ? 0 : y.pixels() * pitch];
    }

    /** Whether a pixel's neighbourhood is the pixel. */
    private boolean direct() {
        return shape.side() == 1 && stride == 1;
    }

    @Override
    public void forward(Batch batch) {
        batch.workers().run(batch.count(), (worker, picture) -> {
            for (int group = 0; group < shape.groups(); group++) {
                float[] near = neighbourhoods(worker, picture, group);
                loops.product(
                        batch.parameters(),
                        offset + group * out,
                        1,
                        shape.out(),
                        out,
                        depth,
                        near,
                        direct() ? x.row(picture, group * in) : 0,
                        y.pitch,
                        y.values(),
                        y.row(picture, group * out),
                        y.pitch,
                        y.pitch,
                        false);
            }
        });
    }

    @Override
    public void backward(Batch batch) {
        int parts = batch.parts();
        int size = depth * (out < FEW ? out : pitch);
        if (sums.length != parts) {
            sums = new float[parts][shape.groups() * size];
        }
        batch.workers().run(parts, (worker, part) -> {
            float[] sum = sums[part];
            Arrays.fill(sum, 0);
            for (int picture = batch.first(part); picture < batch.first(part + 1); picture++) {
                for (int group = 0; group < shape.groups(); group++) {
                    byKernel(worker, picture, group, sum, group * size);
                    if (x.differentiated()) {
                        byInput(worker, picture, group, batch.parameters());
                    }
                }
            }
        });
        int row = out < FEW ? out : pitch;
        for (int group = 0; group < shape.groups(); group++) {
            for (int k = 0; k < depth; k++) {
                for (int o = 0; o < out; o++) {
                    float total = 0;
                    for (float[] sum : sums) {
                        total += sum[group * size + k * row + o];
                    }
                    batch.found()[offset + k * shape.out() + group * out + o] = total;
                }
            }
        }
    }

    private void byKernel(int worker, int picture, int group, float[] sum, int at) {
        float[] near = neighbourhoods(worker, picture, group);
        int from = direct() ? x.row(picture, group * in) : 0;
        int count = y.pixels();
        if (out < FEW) {
            for (int k = 0; k < depth; k++) {
                for (int o = 0; o < out; o++) {
                    int dy = y.row(picture, group * out + o);
                    sum[at + k * out + o] += loops.products(near, from + k * y.pitch, 0, y.gradients(), dy, 0, count);
                }
            }
            return;
        }
        float[] turned = pixels[worker];
        for (int o = 0; o < out; o++) {
            int dy = y.row(picture, group * out + o);
            for (int p = 0; p < count; p++) {
                turned[p * pitch + o] = y.gradients()[dy + p];
            }
        }
        loops.product(near, from, y.pitch, 1, depth, count, turned, 0, pitch, sum, at, pitch, pitch, true);
    }

    private void byInput(int worker, int picture, int group, float[] parameters) {
        int first = x.row(picture, group * in);
        loops.product(
                parameters,
                offset + group * out,
                shape.out(),
                1,
                depth,
                out,
                y.gradients(),
                y.row(picture, group * out),
                y.pitch,
                direct() ? x.gradients() : gradients[worker],
                direct() ? first : 0,
                y.pitch,
                y.pitch,
                direct());
        if (!direct()) {
            addBack(gradients[worker], first);
        }
    }

    /** The neighbourhoods of a picture's pixels in one group's channels, a row for each place in them. */
    private float[] neighbourhoods(int worker, int picture, int group) {
        if (direct()) {
            return x.values();
        }
        float[] near = columns[worker]; // what lies outside of the picture stays zero
        int first = x.row(picture, group * in);
        for (int k = 0; k < depth; k++) {
            Window window = window(k / in);
            int plane = first + k % in * x.pitch;
            for (int row = window.top; row < window.bottom; row++) {
                int from = plane + (row * stride + window.down) * x.width + window.right;
                int to = k * y.pitch + row * y.width;
                if (stride == 1) {
                    System.arraycopy(
                            x.values(), from + window.first, near, to + window.first, window.last - window.first);
                } else {
                    for (int column = window.first; column < window.last; column++) {
                        near[to + column] = x.values()[from + column * stride];
                    }
                }
            }
        }
        return near;
    }

    private void addBack(float[] byNear, int first) {
        float[] dx = x.gradients();
        for (int k = 0; k < depth; k++) {
            Window window = window(k / in);
            int plane = first + k % in * x.pitch;
            for (int row = window.top; row < window.bottom; row++) {
                int to = plane + (row * stride + window.down) * x.width + window.right;
                int from = k * y.pitch + row * y.width;
                for (int column = window.first; column < window.last; column++) {
                    dx[to + column * stride] += byNear[from + column];
                }
            }
        }
    }

    /**
     * The results that a kernel's place has something for.
     *
     * @param down the place's row, seen from a result
     * @param right its column
     * @param top the first of the rows
     * @param bottom behind the last of them
     * @param first the first of the columns
     * @param last behind the last of them
     */
    private record Window(int down, int right, int top, int bottom, int first, int last) {}

    private Window window(int place) {
        int zeros = (shape.side() - 1) / 2;
        int down = place / shape.side() - zeros;
        int right = place % shape.side() - zeros;
        int top = begin(down);
        int first = begin(right);
        return new Window(
                down,
                right,
                top,
                Math.max(top, end(down, x.height, y.height)),
                first,
                Math.max(first, end(right, x.width, y.width)));
    }

    private int begin(int shift) {
        return shift >= 0 ? 0 : (-shift + stride - 1) / stride;
    }

    private int end(int shift, int extent, int results) {
        return Math.min(results, Math.floorDiv(extent - 1 - shift, stride) + 1);
    }
}
