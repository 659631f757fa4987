from sunmao.boards import MotionSensor, use_board

use_board(name='simulated')
motion = MotionSensor(pin=3)
print(motion.is_active)
