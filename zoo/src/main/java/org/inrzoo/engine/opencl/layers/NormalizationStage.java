package org.inrzoo.engine.opencl.layers;

import org.inrzoo.engine.opencl.device.DeviceKernel;
import org.inrzoo.engine.opencl.device.DeviceMemory;
import org.inrzoo.engine.opencl.spi.DeviceFeatures;
import org.inrzoo.engine.opencl.spi.DevicePass;
import org.inrzoo.engine.opencl.spi.DeviceSite;
import org.inrzoo.engine.opencl.spi.DeviceStage;
import org.inrzoo.layer.Normalization.Kind;

/**
 * A normalisation x̂ = (x - u) r, y = gain x̂ + shift, r = 1/√(v + ε), and its gradient, of N points and C channels; sums over points first
 * slice by slice. With s = gain dy:
 *
 * <pre>
 *   batch:  dx = r (s - Σ_i s / N - x̂ Σ_i s x̂ / N)
 *   global: dx = r (s - Σ s / (NC) - x̂ Σ s x̂ / (NC - 1))      sums over points and channels
 *   layer:  dx = r (s - Σ_j s / C - x̂ Σ_j s x̂ / C)
 *   cross:  with o = s r and w = -½ o x̂ r,
 *           dx = o (N + C + 1)/(N + C) - (Σ_i o + Σ_j o)/(N + C)
 *                + 2 (x - column mean) Σ_i w / (N - 1) + 2 (x - row mean) Σ_j w / (C - 1)
 * </pre>
 *
 * Where statistics are kept, the sums over points are left out.
 */
final class NormalizationStage implements DeviceStage {

    private static final String SOURCE = """
            #define EPSILON 1e-5f
            #define BATCH 0
            #define LAYER 1
            #define GLOBAL 2
            #define CROSS 3

            // The sums of all slices.
            kernel void total(int points, int stride, global const float *parts, int from, int apart, int slices, int channels,
                    float factor, global float *to, int to0) {
                int j = get_global_id(0);
                if (j >= channels) return;
                float sum = 0;
                for (int s = 0; s < slices; s++) sum += parts[from + (size_t) s * apart + j];
                to[to0 + j] = sum * factor;
            }

            // Sums of squared deviations from the channels' means.
            kernel void squares(int points, int stride, global const float *x, int x0, global const float *means, int channels, int slice,
                    global float *parts) {
                int j = get_global_id(0), s = get_global_id(1);
                if (j >= channels) return;
                int end = min(points, (s + 1) * slice);
                float sum = 0;
                for (int from = s * slice; from < end; from += 32) {
                    float part = 0;
                    for (int p = from; p < min(end, from + 32); p++) {
                        float away = x[x0 + (size_t) j * stride + p] - means[j];
                        part = fma(away, away, part);
                    }
                    sum += part;
                }
                parts[(size_t) s * channels + j] = sum;
            }

            // Means [channels], then sums of squares [channels]: these become variances, and of a global one all are the same.
            kernel void variances(int points, int stride, int kind, int channels, global float *statistics) {
                if (get_global_id(0) != 0) return;
                float mean = 0, all = 0;
                for (int j = 0; j < channels; j++) mean += statistics[j] / channels;
                for (int j = 0; j < channels; j++) {
                    float away = statistics[j] - mean;
                    all += statistics[channels + j] + points * (away * away);
                }
                for (int j = 0; j < channels; j++) {
                    if (kind == GLOBAL) {
                        statistics[j] = mean;
                        statistics[channels + j] = all / max(1.0f, (float) points * channels - 1);
                    } else {
                        statistics[channels + j] /= kind == BATCH ? (float) points : max(1.0f, points - 1.0f);
                    }
                }
            }

            // The mean and the sum of squared deviations of a point's channels.
            float2 row(int stride, global const float *x, int channels, int p) {
                float mean = 0, squares = 0;
                for (int j = 0; j < channels; j++) mean += x[(size_t) j * stride + p];
                mean /= channels;
                for (int j = 0; j < channels; j++) {
                    float away = x[(size_t) j * stride + p] - mean;
                    squares = fma(away, away, squares);
                }
                return (float2) (mean, squares);
            }

            #define STATISTICS global const float *theta, int gain, int shift, global const float *means, int mean0, \\
                    global const float *variances, int variance0, int kind, int channels, float count

            // x - u and r of a point's channel.
            float2 scaled(float x, float2 row, float mean, float variance, int kind, int channels, float count) {
                if (kind == LAYER) return (float2) (x - row.x, 1 / sqrt(row.y / channels + EPSILON));
                if (kind != CROSS) return (float2) (x - mean, 1 / sqrt(variance + EPSILON));
                float all = count + channels;
                float away = (x - row.x) * (channels / all) + x * (1 / all) + (x - mean) * (count / all);
                return (float2) (away, 1 / sqrt(row.y / max(1.0f, channels - 1.0f) + variance + EPSILON));
            }

            kernel void forward(int points, int stride, STATISTICS, global const float *x, int x0, global float *normal, int n0,
                    global float *y, int y0) {
                int p = get_global_id(0);
                if (p >= points) return;
                float2 own = row(stride, x + x0, channels, p);
                for (int j = 0; j < channels; j++) {
                    size_t at = (size_t) j * stride + p;
                    float2 c = scaled(x[x0 + at], own, means[mean0 + j], variances[variance0 + j], kind, channels, count);
                    float v = c.x * c.y;
                    normal[n0 + at] = v;
                    y[y0 + at] = v * theta[gain + j] + theta[shift + j];
                }
            }

            // Of a cross normalisation: o = gain dy r, and w = -o x^ r / 2.
            kernel void shares(int points, int stride, STATISTICS, global const float *x, int x0, global const float *normal, int n0,
                    global const float *dy, int dy0, global float *o, int o0, global float *w, int w0) {
                int p = get_global_id(0);
                if (p >= points) return;
                float2 own = row(stride, x + x0, channels, p);
                for (int j = 0; j < channels; j++) {
                    size_t at = (size_t) j * stride + p;
                    float2 c = scaled(x[x0 + at], own, means[mean0 + j], variances[variance0 + j], kind, channels, count);
                    float share = theta[gain + j] * dy[dy0 + at] * c.y;
                    o[o0 + at] = share;
                    w[w0 + at] = -0.5f * share * normal[n0 + at] * c.y;
                }
            }

            // What batch and global ones take off: sums of dy [channels] and of dy x^ [channels] become those terms of every channel.
            kernel void terms(int points, int stride, int kind, int channels, global const float *theta, int gain, global float *both) {
                if (get_global_id(0) != 0) return;
                float a = 0, b = 0;
                for (int j = 0; j < channels; j++) {
                    a = fma(theta[gain + j], both[j], a);
                    b = fma(theta[gain + j], both[channels + j], b);
                }
                float all = (float) points * channels;
                for (int j = 0; j < channels; j++) {
                    both[j] = kind == GLOBAL ? a / all : theta[gain + j] * both[j] / points;
                    both[channels + j] = kind == GLOBAL ? b / max(1.0f, all - 1) : theta[gain + j] * both[channels + j] / points;
                }
            }

            kernel void backward(int points, int stride, STATISTICS, global const float *x, int x0, global const float *normal, int n0,
                    global const float *dy, int dy0, global const float *o, int o0, global const float *w, int w0,
                    global const float *both, global float *dx, int dx0) {
                int p = get_global_id(0);
                if (p >= points) return;
                float2 own = row(stride, x + x0, channels, p);
                float a = 0, b = 0;
                for (int j = 0; j < channels; j++) {
                    size_t at = (size_t) j * stride + p;
                    if (kind == LAYER) {
                        float s = theta[gain + j] * dy[dy0 + at];
                        a += s;
                        b = fma(s, normal[n0 + at], b);
                    } else if (kind == CROSS) {
                        a += o[o0 + at];
                        b += w[w0 + at];
                    }
                }
                float all = count + channels;
                for (int j = 0; j < channels; j++) {
                    size_t at = (size_t) j * stride + p;
                    float v = x[x0 + at];
                    if (kind == CROSS) {
                        dx[dx0 + at] = (o[o0 + at] * (all + 1) - both[j] - a) / all
                                + (v - means[mean0 + j]) * both[channels + j] * (2 / max(1.0f, count - 1))
                                + (v - own.x) * b * (2 / max(1.0f, channels - 1.0f));
                    } else {
                        float2 c = scaled(v, own, means[mean0 + j], variances[variance0 + j], kind, channels, count);
                        float s = theta[gain + j] * dy[dy0 + at];
                        float first = kind == LAYER ? a / channels : both[j];
                        float second = kind == LAYER ? b / channels : both[channels + j];
                        dx[dx0 + at] = c.y * (s - first - normal[n0 + at] * second);
                    }
                }
            }
            """;

    private final Kind kind;
    private final boolean frozen;
    private final int frozenPoints;
    private final int channels;
    private final DeviceSite site;
    private final DeviceFeatures normal;
    private final DeviceFeatures shares;
    private final DeviceFeatures weights;
    private final DeviceMemory statistics;
    private final DeviceMemory both;
    private final DeviceMemory parts;
    private final int gain;
    private final int shift;

    /**
     * The stage of a normalisation.
     *
     * @param frozenPoints points of the batch that statistics were kept of; 0 where they are the batch's own
     */
    NormalizationStage(Kind kind, int frozenPoints, DeviceSite site) {
        this.kind = kind;
        this.frozenPoints = frozenPoints;
        this.site = site;
        frozen = frozenPoints > 0;
        channels = site.inputs();
        normal = site.features(channels);
        shares = site.features(kind == Kind.CROSS ? channels : 1);
        weights = site.features(kind == Kind.CROSS ? channels : 1);
        statistics = site.queue().allocate(2L * channels);
        both = site.queue().allocate(2L * channels);
        site.queue().write(both, new float[2 * channels], 2 * channels); // what a frozen one takes off
        parts = site.queue().allocate((long) site.mostSlices() * channels);
        gain = site.place("gain");
        shift = site.place("shift");
    }

    /** Numbers per point that it keeps at most. */
    static long scratch(int channels) {
        return 3L * channels;
    }

    private DeviceKernel kernel(String name) {
        return site.kernel(SOURCE, name);
    }

    /** The kind as the source knows it. */
    private int number() {
        return switch (kind) {
            case BATCH -> 0;
            case LAYER -> 1;
            case GLOBAL -> 2;
            case CROSS -> 3;
        };
    }

    private boolean looksAtBatch() {
        return !frozen && kind != Kind.LAYER;
    }

    /** The kernel of this name, for every point, behind the arguments that all share. */
    private void perPoint(DevicePass pass, String name, Object... more) {
        Object[] shared = {
            pass.parameters(),
            gain,
            shift,
            frozen ? pass.parameters() : statistics,
            frozen ? site.place("mean") : 0,
            frozen ? pass.parameters() : statistics,
            frozen ? site.place("variance") : channels,
            number(),
            channels,
            (float) (frozen ? frozenPoints : pass.points())
        };
        Object[] all = new Object[shared.length + more.length];
        System.arraycopy(shared, 0, all, 0, shared.length);
        System.arraycopy(more, 0, all, shared.length, more.length);
        pass.perPoint(kernel(name), 1, all);
    }

    private void total(
            DevicePass pass, DeviceMemory from, int at, int apart, float factor, DeviceMemory to, int place) {
        pass.perItem(kernel("total"), channels, from, at, apart, pass.slices(), channels, factor, to, place);
    }

    @Override
    public void forward(DevicePass pass, DeviceFeatures x, DeviceFeatures y) {
        if (looksAtBatch()) {
            pass.addUp(x, parts, 0, channels);
            total(pass, parts, 0, channels, 1f / pass.points(), statistics, 0);
            pass.perSlice(kernel("squares"), channels, x, statistics, channels, pass.slice(), parts);
            total(pass, parts, 0, channels, 1, statistics, channels);
            pass.perItem(kernel("variances"), 1, number(), channels, statistics);
        }
        perPoint(pass, "forward", x, normal, y);
    }

    @Override
    public void backward(
            DevicePass pass,
            DeviceFeatures x,
            DeviceFeatures y,
            DeviceFeatures dy,
            DeviceFeatures dx,
            boolean inputGradientWanted) {
        pass.addUpProducts(dy, normal, gain);
        pass.addUp(dy, shift);
        if (!inputGradientWanted) {
            return;
        }
        if (kind == Kind.CROSS) {
            perPoint(pass, "shares", x, normal, dy, shares, weights);
        }
        if (looksAtBatch() && kind == Kind.CROSS) {
            pass.addUp(shares, parts, 0, channels);
            total(pass, parts, 0, channels, 1, both, 0);
            pass.addUp(weights, parts, 0, channels);
            total(pass, parts, 0, channels, 1, both, channels);
        } else if (looksAtBatch()) {
            total(pass, pass.sums(), shift, pass.trainable(), 1, both, 0);
            total(pass, pass.sums(), gain, pass.trainable(), 1, both, channels);
            pass.perItem(kernel("terms"), 1, number(), channels, pass.parameters(), gain, both);
        }
        perPoint(pass, "backward", x, normal, dy, shares, weights, both, dx);
    }
}
