"""The sentences about clusters on the command line: key → (zh, en)."""

TEXTS = {
    "cli_cluster": (
        "把几台电脑变成一个训练用的集群（要装 Ray）",
        "make one or several computers a cluster for trainings (needs Ray)",
    ),
    "cli_cluster_start": ("在这台电脑上启动集群", "start a cluster on this computer"),
    "cli_cluster_join": ("让这台电脑加入一个集群", "let this computer join a cluster"),
    "cli_cluster_name": ("给集群的地址起个名字，之后可以写 --where 名字", "name a cluster's address, for --where NAME"),
    "cli_cluster_jobs": ("列出集群上的任务", "list a cluster's jobs"),
    "cli_cluster_stop": ("停下集群上的一个任务", "stop one job of a cluster"),
    "cli_cluster_host": (
        "从哪个地址接收训练（HTTPS，要密码；不写就是 127.0.0.1，0.0.0.0 是全部）",
        "address at which trainings are taken, by HTTPS and with a token (127.0.0.1 if not said; 0.0.0.0 for all)",
    ),
    "cli_cluster_nodes": (
        "让别的电脑加入时用的内部地址；不写就只用这一台电脑",
        "private address at which other computers join; if not said, this computer alone",
    ),
    "cli_cluster_folder": ("集群保存任务和数据的文件夹", "folder in which the cluster keeps jobs and data"),
    "cli_cluster_processors": (
        "给训练用几个处理器核（不写就是全部）",
        "processor cores for trainings (all if not said)",
    ),
    "cli_cluster_address": ("sunmao cluster start 显示的地址", "the address that sunmao cluster start shows"),
    "cli_cluster_where": ("集群的名字或地址", "name or address of the cluster"),
    "cli_where": (
        "在哪里训练：集群的名字或地址；不写就是这台电脑",
        "where to train: name or address of a cluster; if not said, this computer",
    ),
    "cli_where_processors": (
        "在集群上用几个处理器核（不写就和这里一样多）",
        "processor cores on the cluster (as many as here if not said)",
    ),
    "cli_where_cards": ("在集群上用几张显卡", "graphics cards on the cluster"),
    "cli_where_memory": ("在集群上要多少 GB 内存", "memory that the node must have free, in GB"),
    "cluster_opened": (
        "集群在运行。把训练交过来的地址（别公开，放进引号）：\n{addresses}",
        "The cluster runs. Address for trainings (keep it secret, put it in quotes):\n{addresses}",
    ),
    "cluster_joinable": (
        "别的电脑用这个地址加入：\n{addresses}",
        "Address with which other computers join:\n{addresses}",
    ),
    "cluster_user": (
        "训练以用户 {user} 的身份运行，和集群一样：没有用单独的用户或容器隔开。只让信得过的人拿到地址。",
        "Trainings run as the user {user}, as the cluster itself does: no user of their own and no "
        "container keeps them apart. "
        "Give the address to those alone whom you trust.",
    ),
    "cluster_joined": (
        "这台电脑加入了集群。按 Ctrl+C 退出。",
        "This computer has joined the cluster. Ctrl+C leaves it.",
    ),
    "cluster_in_use": ("{folder} 已经有一个集群在用。", "Another cluster uses {folder} already."),
}
