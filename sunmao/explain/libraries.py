"""Messages of the libraries of numbers, pictures and models for inputs that do not fit: pattern of the message
→ key.
"""

ROWS = (
    # Memory and devices
    (r".*(?:CUDA|MPS|HIP|XPU)[^\n]* out of memory", "ai_gpu_memory"),
    (
        r".*(?:DefaultCPUAllocator: (?:can't|not enough)|Failed to allocate memory|Insufficient memory|OutOfMemoryError|bad_alloc)",
        "py_memory",
    ),
    (
        r"Found no NVIDIA driver|Torch not compiled with CUDA|.*CUDA is not available|.*torch\.cuda\.is_available\(\) is False|No CUDA GPUs",
        "ai_no_gpu",
    ),
    (r"Expected all tensors to be on the same device", "ai_devices"),
    (r"Expected one of cpu, cuda.*device string: (?P<name>\S+)", "ai_device_name"),
    # Shapes
    (r".*mat1 and mat2 shapes cannot be multiplied \((?P<left>[\dx]+) and (?P<right>[\dx]+)\)", "ai_layers"),
    (r".*expected input\[.+?\] to have (?P<wanted>\d+) channels, but got (?P<given>\d+)", "ai_channels"),
    (r"Expected .*input to conv.*got input of size: (?P<given>\[.*?\])", "ai_picture_shape"),
    (r".*Kernel size can't be greater than actual input size|.*Output size is too small", "ai_small_picture"),
    (r".*The size of tensor a \((?P<left>\d+)\) must match the size of tensor b \((?P<right>\d+)\)", "ai_sizes"),
    (r"operands could not be broadcast together with shapes (?P<left>\(.*?\)) (?P<right>\(.*?\))", "ai_sizes"),
    (r"shapes (?P<left>\(.*?\)) and (?P<right>\(.*?\)) not aligned", "ai_sizes"),
    (r"matmul: .*mismatch.*\(size (?P<left>\d+) is different from (?P<right>\d+)\)", "ai_sizes"),
    (r"cannot reshape array of size (?P<count>\d+) into shape (?P<shape>\(.*?\))", "ai_reshape"),
    (r"shape '(?P<shape>\[.*?\])' is invalid for input of size (?P<count>\d+)", "ai_reshape"),
    (r"all (?:the )?input array|stack expects each tensor|Sizes of tensors must match", "ai_stack"),
    (r"setting an array element with a sequence|expected sequence of length|.*inhomogeneous shape", "ai_ragged"),
    (r"too many indices for (?:array|tensor)", "ai_dimensions"),
    (r"index (?P<index>-?\d+) is out of bounds for (?:axis|dimension) \d+ with size (?P<count>\d+)", "ai_position"),
    (r"only integers, slices", "ai_index"),
    (r"The truth value of an array|Boolean value of Tensor with more than one", "ai_truth"),
    (
        r"a Tensor with \d+ elements cannot be converted|only (?:length-1|0-dimensional|integer scalar) arrays",
        "ai_one_number",
    ),
    # Kinds of numbers
    (
        r".*(?:must have the same dtype, but got|expected scalar type|expected m1 and m2 to have the same dtype)",
        "ai_kind",
    ),
    (r"expected target dtype|.*Input type \(.*\) and (?:bias|weight) type", "ai_kind"),
    (r"can't convert np\.ndarray of type numpy\.object_|too many dimensions 'str'", "ai_no_numbers"),
    (r".*must be Tensor, not (?P<thing>[\w.]+)", "ai_tensor"),
    (r"pic should be PIL Image or ndarray", "ai_picture"),
    # Learning
    (r"Target (?P<label>-?\d+) is out of bounds|index out of range in self", "ai_label"),
    (r"Expected input batch_size \((?P<left>\d+)\) to match target batch_size \((?P<right>\d+)\)", "ai_answers"),
    (r"Found input variables with inconsistent numbers of samples: \[(?P<left>\d+), (?P<right>\d+)", "ai_answers"),
    (r"Expected more than 1 value per channel", "ai_batch_one"),
    (r"element 0 of tensors does not require grad|Can't call numpy\(\) on Tensor that requires grad", "ai_grad"),
    (r"num_samples should be a positive integer|.*Found array with 0 sample", "ai_no_samples"),
    (r"Couldn't find any class folder in (?P<path>.+?)\.?$", "ai_no_classes"),
    (
        r"The number of classes has to be greater than one|This solver needs samples of at least 2 classes",
        "ai_one_class",
    ),
    (r"X has (?P<given>\d+) features, but (?P<name>\w+) is expecting (?P<wanted>\d+)", "ai_features"),
    (r"Expected 2D array, got 1D array", "ai_two_d"),
    (r"Input \w+ contains NaN|Input contains NaN", "ai_nan"),
    (r"This (?P<name>\w+) instance is not fitted yet", "ai_not_fitted"),
    (r".*\b(?P<name>MMCV|MMEngine)==(?P<version>\S+) is used but incompatible", "ai_mm_versions"),
    # Model files
    (r"Error\(s\) in loading state_dict", "ai_other_weights"),
    (
        r"Weights only load failed|PytorchStreamReader failed|unpickling stack underflow|invalid load key",
        "ai_bad_weights",
    ),
    (r".*NO_SUCHFILE : Load model from (?P<path>.+?) failed", "ai_no_model"),
    (r".*(?:INVALID_PROTOBUF|INVALID_GRAPH|NO_MODEL|: FAIL : Load model)", "ai_bad_model"),
    (
        r".*Got invalid dimensions for input: (?P<name>\S+).*?Got: (?P<given>\d+) Expected: (?P<wanted>\d+)",
        "ai_input_size",
    ),
    (r".*Invalid rank for input: (?P<name>\S+) Got: (?P<given>\d+) Expected: (?P<wanted>\d+)", "ai_input_rank"),
    (
        r".*Unexpected input data type\. Actual: \(tensor\((?P<given>\w+)\)\) , expected: \(tensor\((?P<wanted>\w+)\)\)",
        "ai_input_kind",
    ),
    (r"Required inputs \(\[(?P<names>.+?)\]\) are missing", "ai_input_name"),
    (r".*Invalid (?:Feed Input|input|output) ?[Nn]ame:\s?(?P<name>\S+)", "ai_no_such_input"),
    # Pictures
    (r"OpenCV.*(?:\.empty\(\)|size\.width>0|!ssize)", "ai_no_picture"),
    (r"OpenCV.*Can't read ONNX file: (?P<path>\S+)", "ai_no_model"),
    (r"OpenCV.*(?:Bad number of channels|Invalid number of channels)", "ai_colors"),
    (r"OpenCV.*Sizes of input arguments do not match", "ai_pictures_differ"),
    (r"OpenCV.*could not find a writer", "ai_ending"),
    (r"OpenCV.*(?:wrong type|Can't parse)", "ai_whole_numbers"),
    (r"OpenCV", "ai_opencv"),
    (r"cannot identify image file (?:<_io\.\w+ name=)?'(?P<name>.+?)'", "not_a_picture"),
    # Boards
    (
        r".*could not open port '?(?P<port>[^':]+)'?: .*(?:Permission|Access is denied|拒绝访问|PermissionError)",
        "board_busy",
    ),
    (r".*could not open port '?(?P<port>[^':]+)'?: .*(?:\[Errno 16\]|busy)", "board_busy"),
    (r".*could not open port '?(?P<port>[^':]+)", "port_missing"),
    (
        r"device reports readiness to read but returned no data|.*ClearCommError failed|.*Attempting to use a port that is not open",
        "board_gone",
    ),
)
