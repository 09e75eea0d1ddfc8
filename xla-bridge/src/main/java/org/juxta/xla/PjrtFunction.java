package org.juxta.xla;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/**
 * The functions of {@code pjrt_c_api.h} that the engine calls: where their pointers stand in {@code
 * PJRT_Api}, and the structs that they take. Functions are only ever added at the end of the table.
 */
enum PjrtFunction {
  ERROR_DESTROY("PJRT_Error_Destroy", 0, 24, "error"),
  ERROR_MESSAGE("PJRT_Error_Message", 1, 40, "error message message_size"),
  ERROR_GET_CODE("PJRT_Error_GetCode", 2, 28, "error code"),
  PLUGIN_INITIALIZE("PJRT_Plugin_Initialize", 3, 16, ""),
  PLUGIN_ATTRIBUTES("PJRT_Plugin_Attributes", 4, 32, "attributes num_attributes"),
  EVENT_DESTROY("PJRT_Event_Destroy", 5, 24, "event"),
  EVENT_IS_READY("PJRT_Event_IsReady", 6, 25, "event is_ready"),
  EVENT_AWAIT("PJRT_Event_Await", 8, 24, "event"),
  CLIENT_CREATE(
      "PJRT_Client_Create",
      10,
      88,
      "create_options num_options kv_get_callback kv_get_user_arg kv_put_callback kv_put_user_arg"
          + " client kv_try_get_callback kv_try_get_user_arg"),
  CLIENT_PLATFORM_NAME(
      "PJRT_Client_PlatformName", 12, 40, "client platform_name platform_name_size"),
  CLIENT_PLATFORM_VERSION(
      "PJRT_Client_PlatformVersion", 14, 40, "client platform_version platform_version_size"),
  CLIENT_ADDRESSABLE_DEVICES(
      "PJRT_Client_AddressableDevices",
      16,
      40,
      "client addressable_devices num_addressable_devices"),
  CLIENT_COMPILE(
      "PJRT_Client_Compile",
      20,
      56,
      "client program compile_options compile_options_size executable"),
  CLIENT_BUFFER_FROM_HOST_BUFFER(
      "PJRT_Client_BufferFromHostBuffer",
      22,
      120,
      "client data type dims num_dims byte_strides num_byte_strides host_buffer_semantics device"
          + " memory device_layout done_with_host_buffer buffer"),
  DEVICE_DESCRIPTION_ID("PJRT_DeviceDescription_Id", 23, 28, "device_description id"),
  DEVICE_DESCRIPTION_KIND(
      "PJRT_DeviceDescription_Kind", 26, 40, "device_description device_kind device_kind_size"),
  DEVICE_GET_DESCRIPTION("PJRT_Device_GetDescription", 29, 32, "device device_description"),
  DEVICE_ADDRESSABLE_MEMORIES(
      "PJRT_Device_AddressableMemories", 32, 40, "device memories num_memories"),
  MEMORY_KIND("PJRT_Memory_Kind", 36, 40, "memory kind kind_size"),
  EXECUTABLE_DESTROY("PJRT_Executable_Destroy", 40, 24, "executable"),
  EXECUTABLE_NUM_OUTPUTS("PJRT_Executable_NumOutputs", 44, 32, "executable num_outputs"),
  EXECUTABLE_GET_COST_ANALYSIS(
      "PJRT_Executable_GetCostAnalysis", 46, 40, "executable num_properties properties"),
  EXECUTABLE_OPTIMIZED_PROGRAM("PJRT_Executable_OptimizedProgram", 48, 32, "executable program"),
  EXECUTABLE_SERIALIZE(
      "PJRT_Executable_Serialize",
      49,
      56,
      "executable serialized_bytes serialized_bytes_size serialized_executable"
          + " serialized_executable_deleter"),
  LOADED_EXECUTABLE_DESTROY("PJRT_LoadedExecutable_Destroy", 50, 24, "executable"),
  LOADED_EXECUTABLE_GET_EXECUTABLE(
      "PJRT_LoadedExecutable_GetExecutable", 51, 32, "loaded_executable executable"),
  LOADED_EXECUTABLE_EXECUTE(
      "PJRT_LoadedExecutable_Execute",
      55,
      80,
      "executable options argument_lists num_devices num_args output_lists device_complete_events"
          + " execute_device"),
  EXECUTABLE_DESERIALIZE_AND_LOAD(
      "PJRT_Executable_DeserializeAndLoad",
      56,
      64,
      "client serialized_executable serialized_executable_size loaded_executable"
          + " overridden_serialized_compile_options overridden_serialized_compile_options_size"),
  BUFFER_DESTROY("PJRT_Buffer_Destroy", 58, 24, "buffer"),
  BUFFER_COPY_TO_DEVICE("PJRT_Buffer_CopyToDevice", 69, 40, "buffer dst_device dst_buffer"),
  BUFFER_TO_HOST_BUFFER("PJRT_Buffer_ToHostBuffer", 70, 56, "src host_layout dst dst_size event"),
  BUFFER_READY_EVENT("PJRT_Buffer_ReadyEvent", 72, 32, "buffer event"),
  BUFFER_UNSAFE_POINTER("PJRT_Buffer_UnsafePointer", 73, 32, "buffer buffer_pointer"),
  EXECUTABLE_GET_COMPILED_MEMORY_STATS(
      "PJRT_Executable_GetCompiledMemoryStats",
      96,
      112,
      "executable generated_code_size_in_bytes argument_size_in_bytes output_size_in_bytes"
          + " alias_size_in_bytes temp_size_in_bytes host_generated_code_size_in_bytes"
          + " host_argument_size_in_bytes host_output_size_in_bytes host_alias_size_in_bytes"
          + " host_temp_size_in_bytes peak_memory_in_bytes"),
  CLIENT_CREATE_UNINITIALIZED_BUFFER(
      "PJRT_Client_CreateUninitializedBuffer",
      112,
      80,
      "client shape_dims shape_num_dims shape_element_type shape_layout device memory buffer");

  /** The bytes of {@code PJRT_Api} before the first function: its size, extensions and version. */
  private static final int TABLE_HEADER = 40;

  /** More than the numbers of the functions here. */
  static final int COUNT = 128;

  private final String title;
  private final int index;

  @SuppressWarnings("ImmutableEnumChecker") // a record of an immutable list
  private final PjrtStruct arguments;

  PjrtFunction(String title, int index, int size, String fields) {
    this.title = title;
    this.index = index;
    this.arguments =
        new PjrtStruct(
            title + "_Args", size, fields.isEmpty() ? List.of() : List.of(fields.split(" ")));
  }

  /** What the header calls it. */
  String title() {
    return title;
  }

  /** Its number in the table; all are less than {@link #COUNT}. */
  int index() {
    return index;
  }

  /** Where its pointer stands in the table. */
  long position() {
    return TABLE_HEADER + 8L * index;
  }

  /** The struct it takes. */
  PjrtStruct arguments() {
    return arguments;
  }

  /** A struct for a call, with its size set. */
  MemorySegment allocate(SegmentAllocator allocator) {
    return arguments.allocate(allocator);
  }

  /** Where a field of its struct stands. */
  long offset(String field) {
    return arguments.offset(field);
  }
}
