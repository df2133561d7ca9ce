package org.inrzoo.engine.opencl.device;

import java.util.Locale;

/**
 * A device that OpenCL computes on here.
 *
 * @param number its number among all that were found, from 0
 * @param name as its driver calls it
 * @param platform the driver's name
 * @param driver the driver's version
 * @param gpu whether it is a GPU
 * @param memory its memory, bytes
 * @param largestAllocation the longest piece of it that can be had, bytes
 * @param localMemory what the work-items of a work-group share, bytes
 * @param largestGroup work-items of a work-group, at most
 * @param platformId OpenCL's handle of the platform
 * @param id OpenCL's handle of the device
 */
public record Device(
        int number,
        String name,
        String platform,
        String driver,
        boolean gpu,
        long memory,
        long largestAllocation,
        long localMemory,
        int largestGroup,
        long platformId,
        long id) {

    private static final double GIGABYTE = 1e9;

    /** Its memory in words. */
    public String memoryText() {
        return String.format(Locale.ROOT, "%.1f GB", memory / GIGABYTE);
    }

    /** Sides of the work-groups that its kernels are compiled for: 16 by 16 work-items on GPUs, 8 by 8 elsewhere. */
    public int side() {
        return gpu && largestGroup >= 16 * 16 ? 16 : 8;
    }
}
