package org.inrzoo.engine.opencl.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.inrzoo.engine.EngineException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesTests {

    private static Device device(int number, String name, boolean gpu) {
        return new Device(number, name, "platform", "1", gpu, 1L << 32, 1L << 30, 1 << 15, 256, 1, number);
    }

    private static final Device PROCESSOR = device(0, "Some Processor", false);
    private static final Device FIRST = device(1, "Some GPU 1000", true);
    private static final Device SECOND = device(2, "Some GPU 2000", true);

    @Nested
    class TheChoice {

        private final List<Device> all = List.of(PROCESSOR, FIRST, SECOND);

        @Test
        void isTheFirstGpuWhereNobodyNamesOne() {
            assertThat(Devices.chosen(all, "")).isEqualTo(FIRST);
        }

        @Test
        void isTheDeviceOfTheNumberOrOfThePartOfAName() {
            assertThat(Devices.chosen(all, "0")).isEqualTo(PROCESSOR);
            assertThat(Devices.chosen(all, "gpu 2")).isEqualTo(SECOND);
        }

        @Test
        void isRefusedWhereThereIsNoneOrSeveralAreMeant() {
            assertThatThrownBy(() -> Devices.chosen(all, "3"))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("no device is '3'; there are: 0 Some Processor, 1 Some GPU 1000, 2 Some GPU 2000");
            assertThatThrownBy(() -> Devices.chosen(all, "GPU"))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("several devices are 'GPU'; there are: ");
        }

        @Test
        void isNoProcessorUnlessItIsNamed() {
            assertThatThrownBy(() -> Devices.chosen(List.of(PROCESSOR), ""))
                    .isInstanceOf(EngineException.class)
                    .hasMessage(
                            "OpenCL has no GPU here: --engine fused is made for this processor; --device 0 computes by"
                                    + " OpenCL on Some Processor all the same");
        }
    }

    @Nested
    class AGpu {

        @TempDir
        private Path nodes;

        @Test
        void mayBeThereWhereItHasANode() throws IOException {
            for (String node : List.of("nvidia0", "kfd", "dxg", "dri/renderD128")) {
                Path folder = Files.createDirectories(nodes.resolve(node.replace('/', '-')));
                Files.createDirectories(folder.resolve(node).getParent());
                Files.createFile(folder.resolve(node));
                assertThat(Devices.mayHaveGpu(folder)).as(node).isTrue();
            }
        }

        @Test
        void isNotThereWhereOthersHaveNodesAlone() throws IOException {
            Files.createFile(nodes.resolve("null"));
            Files.createDirectories(nodes.resolve("dri/by-path"));
            assertThat(Devices.mayHaveGpu(nodes)).isFalse();
            assertThat(Devices.mayHaveGpu(nodes.resolve("absent"))).isFalse();
        }
    }

    @Nested
    class WithoutOpenCl {

        @Test
        void theLineSaysWhatToInstall() {
            assertThat(Devices.absent(new UnsatisfiedLinkError("Failed to locate library: libOpenCL.so")))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("there is no OpenCL here: install the driver of your GPU")
                    .hasMessageContaining("apt-get install ocl-icd-libopencl1")
                    .hasMessageNotContaining("\n");
        }

        @Test
        void theLineNamesTheLibraryOfLwjglWhereThatIsMissing() {
            for (LinkageError error : List.of(
                    new UnsatisfiedLinkError("Failed to locate library: liblwjgl.so"),
                    new NoClassDefFoundError("Could not initialize class org.lwjgl.system.Library"))) {
                assertThat(Devices.absent(error))
                        .hasMessageContaining("add org.lwjgl:lwjgl with the classifier natives-linux")
                        .hasMessageNotContaining("\n");
            }
        }
    }

    @Test
    void aDeviceSaysWhatItIs() {
        assumeTrue(Devices.hindrance().isEmpty(), () -> Devices.hindrance().orElseThrow());
        assertThat(Devices.all()).allSatisfy(device -> {
            assertThat(device.name()).isNotBlank();
            assertThat(device.driver()).isNotBlank();
            assertThat(device.memory()).isGreaterThan(1 << 26);
            assertThat(device.localMemory()).isGreaterThanOrEqualTo(1 << 14);
            assertThat(device.largestGroup()).isPositive();
        });
        assertThat(Devices.all()).extracting(Device::number).startsWith(0);
    }

    @Test
    void aSourceThatIsNoOpenClIsRefusedInOneLine() {
        assumeTrue(Devices.hindrance().isEmpty(), () -> Devices.hindrance().orElseThrow());
        try (DeviceQueue queue = new DeviceQueue(Devices.all().get(0), 4)) {
            assertThatThrownBy(() -> queue.kernel("kernel void wrong() { nothing }", "wrong"))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("does not compile a kernel (")
                    .hasMessageContaining("error")
                    .hasMessageNotContaining("\n");
        }
    }
}
